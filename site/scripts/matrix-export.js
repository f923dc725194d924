// Writes what the matrix shows for spreadsheets and for documents.
(function () {
  "use strict";
  var matrix = (window.litkgMatrix = window.litkgMatrix || {});
  var SIGNS = ["pos", "mix", "neg", "say", "cited"];

  // A spreadsheet runs what begins like a formula; an apostrophe before it makes it text.
  matrix.defused = function (value) {
    return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? "'" + value : value;
  };

  function plain(value) {
    return matrix.defused(String(value)).replace(/[\t\r\n]+/g, " ");
  }

  // UTF-8 with a mark in front, by which spreadsheets know it; every value is quoted.
  matrix.csv = function (rows, separator) {
    var lines = rows.map(function (row) {
      return row
        .map(function (value) {
          return '"' + plain(value).replace(/"/g, '""') + '"';
        })
        .join(separator);
    });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  };

  matrix.tabbed = function (rows) {
    return rows
      .map(function (row) {
        return row.map(plain).join("\t");
      })
      .join("\n");
  };

  matrix.asTable = function (rows) {
    var make = matrix.make;
    var lines = rows.map(function (row, number) {
      return make("tr", {}, row.map(function (value) {
        return make(number ? "td" : "th", {}, [plain(value)]);
      }));
    });
    return make("table", { border: "1" }, lines).outerHTML;
  };

  function stancesOf(named, cell) {
    var found = new Set();
    cell.said.forEach(function (number) {
      var stance = matrix.stanceOf(named, cell.paper, number);
      if (stance) found.add(stance.name);
    });
    return Array.from(found).join(", ");
  }

  // A cell in words, for a sign alone would look like a formula.
  function told(named, cell, says) {
    if (!cell) return "";
    var stances = stancesOf(named, cell);
    return says[cell.cited ? "cited" : cell.sign] + (stances ? ": " + stances : "") + " (" + cell.said.length + ")";
  }

  function statusOf(line, says) {
    return says[line.status] || "";
  }

  function linesOf(view) {
    return view.groups.flatMap(function (group) {
      return group.lines.map(function (row) {
        return { kind: group.name, line: row.line, tally: row.tally };
      });
    });
  }

  // Papers of the same authors and year are told apart by their keys.
  function namesOf(columns) {
    var seen = new Map();
    columns.forEach(function (column) {
      seen.set(column.paper.cite, (seen.get(column.paper.cite) || 0) + 1);
    });
    return columns.map(function (column) {
      return seen.get(column.paper.cite) > 1 ? column.paper.cite + " [" + column.paper.key + "]" : column.paper.cite;
    });
  }

  // Concepts below each other, papers beside each other, or the other way; counts first.
  matrix.asGrid = function (named, view, columns, state, says) {
    var lines = linesOf(view);
    var names = namesOf(columns);
    var head = [says.kind, says.concept, says.status].concat(SIGNS.map(function (sign) {
      return says[sign];
    }));
    var rows = [head.concat(names)];
    lines.forEach(function (row) {
      var counts = SIGNS.map(function (sign) {
        return row.tally[sign];
      });
      var cells = columns.map(function (column) {
        return told(named, column.cells.get(row.line.index), says);
      });
      rows.push([row.kind, row.line.name, statusOf(row.line, says)].concat(counts, cells));
    });
    if (!state.turned) return rows;
    return rows[0].map(function (_, at) {
      return rows.map(function (row) {
        return row[at];
      });
    });
  };

  // A row a cell: for statistics, or a pivot table.
  matrix.asList = function (named, view, says) {
    var rows = [[
      says.kind, says.concept, says.status, says.paper, says.key, says.year, says.heading, says.sign, says.stances,
      says.number, says.section
    ]];
    linesOf(view).forEach(function (row) {
      view.columns.forEach(function (column) {
        var cell = column.cells.get(row.line.index);
        if (!cell) return;
        var sections = new Set(cell.said.map(function (number) {
          var section = matrix.sectionOf(named, cell.paper, number);
          return section ? section.name : "";
        }));
        var paper = cell.paper;
        rows.push([
          row.kind, row.line.name, statusOf(row.line, says), paper.cite, paper.key, paper.year, paper.title,
          says[cell.cited ? "cited" : cell.sign], stancesOf(named, cell), cell.said.length,
          Array.from(sections).filter(Boolean).join(", ")
        ]);
      });
    });
    return rows;
  };

  matrix.download = function (name, text) {
    var address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    var link = matrix.make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, 10000);
  };

  // Put a table on the clipboard, for documents and for spreadsheets at once.
  matrix.copy = function (rows) {
    var written = false;
    function put(event) {
      event.clipboardData.setData("text/plain", matrix.tabbed(rows));
      event.clipboardData.setData("text/html", matrix.asTable(rows));
      event.preventDefault();
      written = true;
    }
    document.addEventListener("copy", put);
    document.execCommand("copy"); // works from a folder and on plain http, where navigator.clipboard may be missing
    document.removeEventListener("copy", put);
    return written;
  };
})();
