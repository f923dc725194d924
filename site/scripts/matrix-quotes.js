// Opens the quotes of a cell. The words of a paper are loaded the first time that one of its cells is opened.
(function () {
  "use strict";
  var matrix = (window.litkgMatrix = window.litkgMatrix || {});
  var base = new URL("quotes/", document.currentScript.src).href;
  var asked = new Map();

  // Load the words of a paper: a classic script, for a page that is opened from a folder can fetch nothing.
  matrix.quotes = function (file) {
    if (!asked.has(file)) {
      asked.set(file, matrix.load(base + encodeURIComponent(file) + ".js").then(function () {
        return window.litkgQuotes[file];
      }));
      asked.get(file).catch(function () {
        asked.delete(file);
      });
    }
    return asked.get(file);
  };

  matrix.load = function (address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () {
        script.remove();
        reject(new Error(address));
      };
      document.head.append(script);
    });
  };

  function quoted(paper, words, quote, sign, language) {
    var make = matrix.make;
    var link = make("a", { href: paper.page + "#" + words.target }, [quote]);
    return make("blockquote", { class: "quote " + sign, lang: language || null }, [make("p", {}, [link])]);
  }

  // A sign with the word for it.
  function chip(sign, words) {
    var look = sign === "cited" ? "say" : sign;
    var glyph = matrix.make("span", { class: "sign " + look, "aria-hidden": "true" }, [matrix.glyph(sign)]);
    return matrix.make("span", { class: "chip " + look }, [glyph, " " + words]);
  }

  function wordsOf(said) {
    return { quote: said[0], target: said[1], source: said[2], page: said[3], note: said[4] };
  }

  // One statement: its words, its stance, whose it is, and where it stands.
  function statement(named, cell, number, data, says) {
    var make = matrix.make;
    var words = wordsOf(data.said[number]);
    var stance = matrix.stanceOf(named, cell.paper, number);
    var section = matrix.sectionOf(named, cell.paper, number);
    var whose = named.by.find(function (one) {
      return one.id === matrix.whose(named, cell.paper, number);
    });
    var parts = [];
    if (stance) {
      parts.push(chip(stance.sign, stance.name), " ");
    }
    parts.push(whose.name + (words.source ? " " + words.source : ""));
    if (section) parts.push(" · " + section.name);
    if (words.page) parts.push(", " + says.page + " " + words.page);
    var note = says.indicators + ": " + words.note.join("; ");
    return make("li", {}, [
      words.quote >= 0 ? quoted(cell.paper, words, data.quotes[words.quote], stance ? stance.sign : "", data.language) : null,
      words.note.length ? make("p", { class: "note", lang: data.language || null }, [note]) : null,
      words.quote < 0 && !words.note.length ? make("p", { class: "nothing" }, [says.wordless]) : null,
      make("p", { class: "meta" }, parts)
    ]);
  }

  // Own statements come before those of others.
  function inOrder(named, cell) {
    var ranks = { verdict: 0, own: 1, applied: 1, cited: 2, mentioned: 2, background: 3 };
    var rank = function (number) {
      return ranks[matrix.whose(named, cell.paper, number)];
    };
    return cell.said.slice().sort(function (a, b) {
      return rank(a) - rank(b) || a - b;
    });
  }

  matrix.openCell = function (dialog, named, cell, says) {
    var make = matrix.make;
    var heading = dialog.querySelector("h2");
    var body = dialog.querySelector("#matrix-cell-body");
    var links = make("p", { class: "meta links" }, [make("a", { href: cell.paper.page }, [says.to_paper])]);
    if (cell.line.finding) links.append(" · ", make("a", { href: cell.line.finding }, [says.to_finding]));
    heading.replaceChildren(cell.line.name);
    var status = make("p", { role: "status" }, [says.loading]);
    var sided = cell.line.kind === "assessment" && !cell.cited ? chip(cell.sign, says[cell.sign]) : null;
    var who = make("p", { class: "who" }, [make("strong", {}, [cell.paper.cite]), " ", sided]);
    body.replaceChildren(who, make("p", { class: "title" }, [cell.paper.title]), status);
    dialog.showModal();
    heading.focus();
    return matrix.quotes(cell.paper.file).then(
      function (data) {
        var items = inOrder(named, cell).map(function (number) {
          return statement(named, cell, number, data, says);
        });
        status.remove();
        body.append(make("ul", { class: "said" }, items), links);
      },
      function () {
        status.replaceChildren(says.failed);
        body.append(links);
      }
    );
  };
})();
