// Draws what the matrix shows as a table: concepts below each other and papers beside each other, or the other way.
(function () {
  "use strict";
  var matrix = (window.litkgMatrix = window.litkgMatrix || {});
  var GLYPHS = { pos: "+", mix: "±", neg: "−", say: "●", cited: "○" };

  // Make an element; texts stay texts whatever is in them.
  matrix.make = function (tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (attributes[name] !== null) element.setAttribute(name, attributes[name]);
    });
    (children || []).forEach(function (child) {
      if (child) element.append(child);
    });
    return element;
  };
  var make = matrix.make;

  matrix.glyph = function (sign) {
    return GLYPHS[sign];
  };

  // Fill the blanks of a phrase.
  matrix.fill = function (phrase, values) {
    return phrase.replace(/\{(\w+)\}/g, function (blank, name) {
      return name in values ? values[name] : blank;
    });
  };

  function heading(row, says, scope) {
    var line = row.line;
    var name = line.finding ? make("a", { href: line.finding }, [line.name]) : make("span", { class: "name" }, [line.name]);
    var badge = line.status === "contested" ? make("span", { class: "status contested" }, [says.contested]) : null;
    return make("th", { scope: scope, id: scope === "col" ? line.anchor : null }, [name, badge && " ", badge]);
  }

  function paperHeading(column, scope) {
    return make("th", { scope: scope }, [make("a", { href: column.paper.page }, [column.paper.cite])]);
  }

  function tally(row, says, numbers) {
    var parts = [];
    ["pos", "mix", "neg", "say", "cited"].forEach(function (sign) {
      if (!row.tally[sign]) return;
      var look = { class: "sign " + (sign === "cited" ? "say" : sign), role: "img", "aria-label": says[sign] };
      parts.push(make("span", { class: "tally" }, [make("span", look, [GLYPHS[sign]]), numbers(row.tally[sign])]), " ");
    });
    return make("td", { class: "all" }, parts);
  }

  function cell(found, says) {
    if (!found) return make("td", {}, [make("span", { class: "empty" }, ["–"])]);
    var count = found.said.length;
    var name = [found.paper.cite, found.line.name].join(", ") + ": " + says[found.cited ? "cited" : found.sign];
    if (count > 1) name += ", " + says.number + ": " + count;
    var button = make("button", { type: "button", class: "cell " + found.sign, "aria-haspopup": "dialog", "aria-label": name }, [
      make("span", { "aria-hidden": "true" }, [found.cited ? GLYPHS.cited : GLYPHS[found.sign]]),
      count > 1 ? make("small", { "aria-hidden": "true" }, [" " + count]) : null
    ]);
    button.litkg = found;
    return make("td", {}, [button]);
  }

  // The lines of each kind, no more than so many unless all are asked for.
  function bounded(group, options) {
    return options.every.has(group.kind) ? group.lines : group.lines.slice(0, options.longest);
  }

  function more(group, options) {
    var words = matrix.fill(options.says.every, { number: options.numbers(group.lines.length) });
    return make("button", { type: "button", "data-every": group.kind }, [words]);
  }

  function upright(view, options) {
    var says = options.says;
    var top = [make("th", { scope: "col" }, [says.concept]), make("th", { scope: "col", class: "all" }, [says.all])];
    view.onPage.forEach(function (column) {
      top.push(paperHeading(column, "col"));
    });
    var bodies = view.groups.map(function (group) {
      var wide = make("th", { scope: "rowgroup", colspan: view.onPage.length + 2 }, [make("span", {}, [group.name])]);
      var rows = bounded(group, options).map(function (row) {
        var cells = view.onPage.map(function (column) {
          return cell(column.cells.get(row.line.index), says);
        });
        var all = tally(row, says, options.numbers);
        return make("tr", { id: row.line.anchor }, [heading(row, says, "row"), all].concat(cells));
      });
      if (rows.length < group.lines.length) {
        rows.push(make("tr", {}, [make("td", { colspan: view.onPage.length + 2, class: "more" }, [more(group, options)])]));
      }
      return make("tbody", { id: "k-" + group.kind }, [make("tr", { class: "kind-row" }, [wide])].concat(rows));
    });
    return [make("thead", {}, [make("tr", {}, top)])].concat(bodies);
  }

  function turned(view, options) {
    var says = options.says;
    var kinds = [make("td", {})];
    var names = [make("th", { scope: "col" }, [says.paper])];
    var all = [make("th", { scope: "row" }, [says.all])];
    var shown = [];
    view.groups.forEach(function (group) {
      var rows = bounded(group, options);
      var rest = rows.length < group.lines.length ? more(group, options) : null;
      kinds.push(make("th", { scope: "colgroup", colspan: rows.length }, [make("span", {}, [group.name, rest && " ", rest])]));
      rows.forEach(function (row) {
        shown.push(row.line.index);
        names.push(heading(row, says, "col"));
        all.push(tally(row, says, options.numbers));
      });
    });
    var papers = view.onPage.map(function (column) {
      var cells = shown.map(function (line) {
        return cell(column.cells.get(line), says);
      });
      return make("tr", {}, [paperHeading(column, "row")].concat(cells));
    });
    return [
      make("thead", {}, [make("tr", { class: "kind-row" }, kinds), make("tr", {}, names)]),
      make("tbody", {}, [make("tr", { class: "all" }, all)].concat(papers))
    ];
  }

  matrix.draw = function (table, view, state, options) {
    table.classList.toggle("turned", Boolean(state.turned));
    table.replaceChildren.apply(table, (state.turned ? turned : upright)(view, options));
  };

  // Arrow keys go from cell to cell, over those in which nothing stands.
  matrix.arrows = function (table) {
    var steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    table.addEventListener("keydown", function (event) {
      var step = steps[event.key];
      var from = event.target.closest(".cell");
      if (!step || !from || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      var row = from.closest("tr").rowIndex + step[0];
      var at = from.closest("td").cellIndex + step[1];
      var width = from.closest("tr").cells.length;
      while (table.rows[row] && at > 0 && at < width) {
        var found = table.rows[row].cells[at] && table.rows[row].cells[at].querySelector(".cell");
        if (found) return found.focus();
        row += step[0];
        at += step[1];
      }
    });
  };
})();
