// Shows the answer of a query as a table, and writes it as CSV, JSON or N-Triples. All values are shown as text.
var litkgAnswer = (function () {
  "use strict";

  var LONG = 240; // characters; what is longer is folded
  var SHORT = 32; // characters; what is not longer stays on one line
  var PAGE = 100; // rows that are shown at once

  function element(name, text) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // A link to the page of a paper, finding or concept; only what the site itself lists becomes one.
  function link(iri, text, home, more) {
    var made = element("a", text);
    made.href = home + window.litkgLinks[iri] + (more || "");
    made.title = iri;
    return made;
  }

  function known(value) {
    return Object.prototype.hasOwnProperty.call(window.litkgLinks || {}, value);
  }

  // What stands before the last two parts of the IRIs that have pages: the base of the graph, that of the vocabulary.
  var bases = null;
  function base(iri) {
    return iri.split("/").slice(0, -2).join("/") + "/";
  }

  function isOurs(iri) {
    if (!bases) bases = new Set(Object.keys(window.litkgLinks).map(base));
    return /^https?:\/\/[^\s]+$/.test(iri) && bases.has(base(iri));
  }

  // The graph's own IRIs by their last two parts, such as "stance/effective".
  function shortened(iri, home) {
    var text = iri.split("/").slice(-2).join("/");
    if (known(iri)) return link(iri, text, home);
    var made = element("span", text);
    made.title = iri;
    return made;
  }

  // Where the words of a row stand on the page of its paper, when the row says it.
  function passage(row) {
    var found = known(row.paper) && /^\d+$/.test(row.start) && /^\d+$/.test(row.end);
    return found ? "#ev-" + row.start + "-" + row.end : "";
  }

  function cell(column, row, home) {
    var value = row[column];
    var made = element("td");
    var words = value.split(" ");
    if (words.every(isOurs)) {
      words.forEach(function (iri, number) {
        if (number) made.append(" ");
        made.append(shortened(iri, home));
      });
      made.className = words.length > 1 ? "things" : "short";
      return made;
    }
    var text = value.replace(/\s+/g, " ");
    var place = column === "quote" ? passage(row) : "";
    var shown = place ? link(row.paper, text, home, place) : document.createTextNode(text);
    if (text.length > LONG) {
      var folded = element("details");
      folded.append(element("summary", text.slice(0, LONG / 2) + "…"), shown);
      made.append(folded);
    } else {
      made.append(shown);
    }
    made.className = text.length > SHORT ? "words" : "short";
    return made;
  }

  function named(columns, values) {
    var row = Object.create(null);
    columns.forEach(function (column, number) {
      row[column] = values[number];
    });
    return row;
  }

  // Puts the first rows into the table; gives how many rows it shows.
  function begin(table, answer, home) {
    var head = element("tr");
    answer.columns.forEach(function (column) {
      var made = element("th", column);
      made.scope = "col";
      head.append(made);
    });
    table.tHead.replaceChildren(head);
    table.tBodies[0].replaceChildren();
    return more(table, answer, home, 0);
  }

  // Adds the next rows to the table; gives how many it shows then.
  function more(table, answer, home, from) {
    var rows = answer.rows.slice(from, from + PAGE).map(function (values) {
      var row = named(answer.columns, values);
      var made = element("tr");
      answer.columns.forEach(function (column) {
        made.append(cell(column, row, home));
      });
      return made;
    });
    table.tBodies[0].append.apply(table.tBodies[0], rows);
    return from + rows.length;
  }

  // A spreadsheet takes these for formulas; a plain number with a sign is left as it is.
  function defused(value) {
    return /^[=@\t\r]|^[+-](?![\d.,]+$)/.test(value) ? "'" + value : value;
  }

  function csv(answer) {
    var lines = [answer.columns].concat(answer.rows).map(function (values) {
      return values
        .map(function (value) {
          var safe = defused(value);
          return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
        })
        .join(",");
    });
    return "\ufeff" + lines.join("\n") + "\n";
  }

  function json(answer) {
    var rows = answer.rows.map(function (values) {
      return named(answer.columns, values);
    });
    return JSON.stringify(rows, null, 1) + "\n";
  }

  function triples(answer) {
    return answer.rows
      .map(function (values) {
        return values.join(" ") + " .\n";
      })
      .join("");
  }

  var FORMATS = {
    CSV: { write: csv, ending: "csv", type: "text/csv" },
    JSON: { write: json, ending: "json", type: "application/json" },
    "N-Triples": { write: triples, ending: "nt", type: "application/n-triples" }
  };

  function download(answer, format, name) {
    var form = FORMATS[format];
    var saved = element("a");
    saved.href = URL.createObjectURL(new Blob([form.write(answer)], { type: form.type + ";charset=utf-8" }));
    saved.download = name + "." + form.ending;
    saved.click();
    setTimeout(function () {
      URL.revokeObjectURL(saved.href);
    }, 60000);
  }

  return { begin: begin, more: more, download: download };
})();
