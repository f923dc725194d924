// Decides what the matrix shows: which papers, which concepts, and what stands in each cell. Draws nothing.
(function () {
  "use strict";
  var matrix = (window.litkgMatrix = window.litkgMatrix || {});
  var COLUMNS = 25;
  var WIDTH = 4; // numbers that a statement takes: line, stance, whose it is, section
  var OWN = { own: true, verdict: true, applied: true };

  // What is chosen, as the address has it; what is empty or not in the address is the default.
  matrix.defaults = {
    kind: "", concept: "", method: "", framework: "", from: "", to: "", contested: "",
    sign: "", by: "", section: "",
    papers: "", concepts: "", turned: "", page: "1"
  };

  matrix.named = function (words) {
    return {
      lines: words.lines.map(function (line, index) {
        return {
          index: index, kind: line[0], anchor: line[1], name: line[2], finding: line[3], status: line[4], shown: line[5],
          folded: matrix.folded(line[2])
        };
      }),
      kinds: words.kinds,
      stances: words.stances.map(function (one) {
        return { id: one[0], name: one[1], sign: one[2] };
      }),
      sections: words.sections.map(function (one) {
        return { id: one[0], name: one[1] };
      }),
      by: words.by.map(function (one) {
        return { id: one[0], name: one[1] };
      })
    };
  };

  // Words without case and accents.
  matrix.folded = function (text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  };

  // Whether the choices look into what cells hold; then signs are counted from what is left.
  function looksInside(state) {
    return Boolean(state.sign || state.by || state.section);
  }

  function lineFilter(named, state) {
    var parts = matrix.folded(state.concept).split(/\s+/).filter(Boolean);
    return named.lines.map(function (line) {
      return (
        (!state.kind || line.kind === state.kind) &&
        (!state.contested || line.status === "contested") &&
        parts.every(function (part) {
          return line.folded.includes(part);
        })
      );
    });
  }

  function statementFilter(named, state) {
    var stances = named.stances.map(function (stance) {
      return !state.sign || stance.sign === state.sign || stance.id === state.sign;
    });
    var by = named.by.map(function (one) {
      if (!state.by) return one.id !== "background";
      return one.id === state.by || (state.by === "own" && one.id === "verdict");
    });
    var sections = named.sections.map(function (section) {
      return !state.section || section.id === state.section;
    });
    return function (stance, whose, section) {
      return (
        by[whose] &&
        (stance < 0 ? !state.sign : stances[stance]) &&
        (section < 0 ? !state.section : sections[section])
      );
    };
  }

  // Whether a paper uses a method or applies a framework, named by the anchor of its line.
  function uses(named, paper, anchor) {
    if (!anchor) return true;
    for (var at = 0; at < paper.said.length; at += WIDTH) {
      if (named.lines[paper.said[at]].anchor === anchor && named.by[paper.said[at + 2]].id === "applied") return true;
    }
    return false;
  }

  function paperFilter(named, state) {
    return function (paper) {
      var year = Number(paper.year);
      var inYears = (!state.from || year >= Number(state.from)) && (!state.to || (year > 0 && year <= Number(state.to)));
      return inYears && uses(named, paper, state.method) && uses(named, paper, state.framework);
    };
  }

  // The cells of one paper by line: its sign, whether it only tells of others, and which of its statements it holds.
  function cellsOf(named, paper, lines, passes, inside) {
    var cells = new Map();
    for (var at = 0; at < paper.said.length; at += WIDTH) {
      var line = paper.said[at];
      if (!lines[line] || !passes(paper.said[at + 1], paper.said[at + 2], paper.said[at + 3])) continue;
      var cell = cells.get(line);
      if (!cell) cells.set(line, (cell = { paper: paper, line: named.lines[line], said: [] }));
      cell.said.push(at / WIDTH);
    }
    cells.forEach(function (cell) {
      var own = cell.said.filter(function (number) {
        return OWN[matrix.whose(named, paper, number)];
      });
      cell.cited = own.length === 0;
      cell.sign = "say";
      if (own.length && cell.line.kind === "assessment") {
        cell.sign = (!inside && matrix.sideOf(paper, cell.line.index)) || signOf(named, paper, own);
      }
    });
    return cells;
  }

  // Where a paper stands as the graph has it: by its verdict, else by all that it says.
  matrix.sideOf = function (paper, line) {
    for (var at = 0; at < paper.sides.length; at += 2) {
      if (paper.sides[at] === line) return paper.sides[at + 1];
    }
    return "";
  };

  // The same rule for those statements that a filter leaves.
  function signOf(named, paper, own) {
    var verdict = own.filter(function (number) {
      return matrix.whose(named, paper, number) === "verdict";
    });
    var signs = new Set((verdict.length ? verdict : own).map(function (number) {
      var stance = matrix.stanceOf(named, paper, number);
      return stance ? stance.sign : "mix";
    }));
    return signs.size === 1 ? signs.values().next().value : "mix";
  }

  matrix.stanceOf = function (named, paper, number) {
    return named.stances[paper.said[number * WIDTH + 1]];
  };

  matrix.whose = function (named, paper, number) {
    return named.by[paper.said[number * WIDTH + 2]].id;
  };

  matrix.sectionOf = function (named, paper, number) {
    return named.sections[paper.said[number * WIDTH + 3]];
  };

  function ordered(columns, state, compare) {
    var late = function (column) {
      return Number(column.paper.year) || (state.papers === "newest" ? -1 : 9999);
    };
    var orders = {
      newest: function (a, b) {
        return late(b) - late(a);
      },
      author: function (a, b) {
        return compare(a.paper.cite, b.paper.cite);
      },
      most: function (a, b) {
        return b.said - a.said;
      }
    };
    // papers come oldest first; sorting keeps the order of equals
    return orders[state.papers] ? columns.slice().sort(orders[state.papers]) : columns;
  }

  function tallied(named, columns) {
    var tallies = named.lines.map(function () {
      return { papers: 0, pos: 0, mix: 0, neg: 0, say: 0, cited: 0 };
    });
    columns.forEach(function (column) {
      column.cells.forEach(function (cell, line) {
        tallies[line].papers += 1;
        tallies[line][cell.cited ? "cited" : cell.sign] += 1;
      });
    });
    return tallies;
  }

  function grouped(named, tallies, state, compare) {
    var groups = new Map();
    named.lines.forEach(function (line) {
      if (!tallies[line.index].papers) return;
      if (!groups.has(line.kind)) groups.set(line.kind, []);
      groups.get(line.kind).push({ line: line, tally: tallies[line.index] });
    });
    return Array.from(groups, function (group) {
      var lines = group[1].sort(function (a, b) {
        if (state.concepts === "name") return compare(a.line.name, b.line.name);
        return b.tally.papers - a.tally.papers || a.line.index - b.line.index;
      });
      return { kind: group[0], name: named.kinds[group[0]], lines: lines };
    });
  }

  // All that passes the choices: columns (papers) with their cells, and lines by kind with how many papers speak of them.
  matrix.view = function (named, papers, state, language) {
    var compare = new Intl.Collator(language).compare;
    var lines = lineFilter(named, state);
    var passes = statementFilter(named, state);
    var inside = looksInside(state);
    var narrowed = inside || Boolean(state.kind || state.concept || state.contested);
    var columns = papers.filter(paperFilter(named, state)).map(function (paper) {
      var cells = cellsOf(named, paper, lines, passes, inside);
      var said = 0;
      cells.forEach(function (cell) {
        said += cell.said.length;
      });
      return { paper: paper, cells: cells, said: said };
    });
    columns = ordered(
      columns.filter(function (column) {
        return column.cells.size || !narrowed;
      }),
      state,
      compare
    );
    var groups = grouped(named, tallied(named, columns), state, compare);
    var pages = Math.max(1, Math.ceil(columns.length / COLUMNS));
    var page = Math.min(pages, Math.max(1, Number(state.page) || 1));
    return {
      columns: columns,
      groups: groups,
      page: page,
      pages: pages,
      first: (page - 1) * COLUMNS,
      onPage: columns.slice((page - 1) * COLUMNS, page * COLUMNS),
      inside: inside,
      lines: groups.reduce(function (sum, group) {
        return sum + group.lines.length;
      }, 0),
      said: columns.reduce(function (sum, column) {
        return sum + column.said;
      }, 0)
    };
  };
})();
