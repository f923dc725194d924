// The SPARQL page: the editor, its examples, Run and Stop, the status, the address of a query.
(function () {
  "use strict";

  var form = document.getElementById("sparql");
  if (!form) return;
  var say = form.dataset;
  var editor = document.getElementById("sparql-query");
  var example = document.getElementById("sparql-example");
  var run = document.getElementById("sparql-run");
  var stop = document.getElementById("sparql-stop");
  var link = document.getElementById("sparql-link");
  var status = document.getElementById("sparql-status");
  var box = document.getElementById("sparql-answer");
  var table = box.querySelector("table");
  var shownLine = document.getElementById("sparql-shown");
  var moreButton = document.getElementById("sparql-more");
  var other = document.querySelector(".top .language");
  var elsewhere = other ? other.getAttribute("href") : "";
  var named = {};
  var answer = null;
  var answered = ""; // the query that it answers
  var shown = 0;
  var asked = 0; // counts the queries, so that an answer that comes too late is not shown

  document.querySelectorAll("pre[data-query]").forEach(function (block) {
    named[block.dataset.query] = block.textContent;
  });
  var prefixes = {}; // the lines that declare them
  document.querySelectorAll(".prefixes code").forEach(function (block) {
    prefixes[block.textContent.split(" <")[0]] = block.textContent;
  });
  var addresses = say.scripts.split(" ").map(function (path) {
    return say.root + "assets/" + path;
  });

  function number(value, digits) {
    var form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return value.toLocaleString(document.documentElement.lang, form);
  }

  function filled(words, values) {
    return words.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? values[name] : whole;
    });
  }

  // The address of what is in the editor: the name of a named query, or the query itself.
  function hash() {
    var name = nameOf(editor.value);
    return name ? "#name=" + name : "#q=" + encodeURIComponent(editor.value);
  }

  function nameOf(query) {
    return Object.keys(named).find(function (name) {
      return named[name].trim() === query.trim();
    });
  }

  function tellAddress() {
    link.href = hash();
    if (other) other.href = elsewhere + hash();
  }

  // Keeps what was typed in the address, so that the way back from an example leads to it.
  function keep() {
    tellAddress();
    history.replaceState(null, "", hash());
  }

  function put(query) {
    editor.value = query;
    example.value = nameOf(query) || "";
    unmark();
    tellAddress();
  }

  // Takes the query of the address; false when it has none.
  function fromAddress() {
    var found = /^#(name|q)=([^]*)$/.exec(location.hash);
    if (!found) return false;
    var value;
    try {
      value = decodeURIComponent(found[2]);
    } catch (error) {
      return false;
    }
    var query = found[1] === "q" ? value : Object.prototype.hasOwnProperty.call(named, value) ? named[value] : null;
    if (query === null) return false;
    put(query);
    return true;
  }

  function unmark() {
    editor.removeAttribute("aria-invalid");
    editor.setAttribute("aria-describedby", "sparql-hint");
  }

  // Selects the place of a mistake, so that what is typed next mends it.
  function mark(at) {
    editor.setAttribute("aria-invalid", "true");
    editor.setAttribute("aria-describedby", "sparql-status");
    editor.focus();
    editor.setSelectionRange(at.start, at.end);
  }

  // Says something in the status; `detail` is code, or the engine's own words.
  function tell(words, isError, detail) {
    status.textContent = words;
    status.classList.toggle("error", Boolean(isError));
    if (!detail) return;
    var shown = document.createElement("code");
    shown.textContent = detail;
    shown.lang = "en";
    status.append(" ", shown);
  }

  function busy(is) {
    run.disabled = is;
    stop.disabled = !is;
    form.setAttribute("aria-busy", String(is));
  }

  function tellShown() {
    var rows = answer.rows.length;
    moreButton.hidden = shown >= rows;
    shownLine.textContent = shown < rows ? filled(say.shown, { shown: number(shown, 0), rows: number(rows, 0) }) : "";
  }

  function show(given, query, seconds) {
    answer = given;
    answered = query;
    var values = { rows: number(given.rows.length, 0), time: number(seconds, 2) };
    var words = "yes" in given ? (given.yes ? say.yes : say.no) : [say.none, say.row][given.rows.length] || say.rows;
    tell(filled(words, values));
    box.hidden = !given.rows.length;
    shown = litkgAnswer.begin(table, given, say.home);
    box.querySelector('[data-format="N-Triples"]').hidden = !given.triples;
    tellShown();
  }

  function failSyntax(words) {
    var found = litkgMistake.of(editor.value, words);
    if (found.prefix !== undefined) {
      var known = prefixes["PREFIX " + found.prefix + ":"];
      tell(filled(known ? say.prefix : say.prefixUnknown, found), true, known);
    } else if (found.said) {
      tell(filled(say.syntax, found), true, found.said);
    } else if (found.bracket) {
      tell(filled(say.bracket, found), true);
    } else {
      var symbols = found.symbols.join(" ");
      tell(filled(say.syntax, found) + (symbols ? " " + say.expected : ""), true, symbols);
    }
    mark(found.at);
  }

  function fail(error) {
    if (error.kind === "syntax") failSyntax(error.words);
    else if (error.kind === "failed") tell(say.failed, true, error.words);
    else tell(say[error.kind], error.kind !== "stopped");
  }

  function ask() {
    if (run.disabled) return;
    var mine = (asked += 1);
    var query = editor.value;
    var began = 0;
    unmark();
    keep();
    busy(true);
    box.hidden = true;
    tell(say.loading);
    litkgSparql
      .ask(query, addresses, function () {
        began = performance.now();
        tell(say.running);
      })
      .then(
        function (given) {
          if (mine === asked) show(given, query, (performance.now() - began) / 1000);
        },
        function (error) {
          if (mine === asked) fail(error);
        }
      )
      .finally(function () {
        if (mine === asked) busy(false);
      });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });
  editor.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  editor.addEventListener("input", function () {
    unmark();
    example.value = "";
  });
  editor.addEventListener("change", keep);
  stop.addEventListener("click", function () {
    litkgSparql.stop();
    run.focus();
  });
  example.addEventListener("change", function () {
    var name = example.value;
    if (!name) return;
    keep();
    history.pushState(null, "", "#name=" + name);
    put(named[name]);
  });
  moreButton.addEventListener("click", function () {
    var next = shown;
    shown = litkgAnswer.more(table, answer, say.home, shown);
    tellShown();
    var first = table.tBodies[0].rows[next];
    first.tabIndex = -1;
    first.focus();
  });
  box.addEventListener("click", function (event) {
    var format = event.target.dataset.format;
    if (format) litkgAnswer.download(answer, format, nameOf(answered) || "sparql");
  });
  window.addEventListener("hashchange", function () {
    if (!fromAddress()) return;
    form.scrollIntoView();
    run.focus({ preventScroll: true });
  });

  document.getElementById("sparql-without").remove();
  form.hidden = false;
  // A named query of the address is also the place of its text, further down; the editor is what was asked for.
  if (fromAddress()) form.scrollIntoView();
  else put(editor.value);
})();
