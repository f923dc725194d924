// What is wrong with a query, and where: Oxigraph's message for a reader, and the prefix that nobody declared.
var litkgMistake = (function () {
  "use strict";

  var NOT_CODE = /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\r\n]*/g;
  var DECLARED = /\bPREFIX\s+([^\s:]*)\s*:/gi;
  var USED = /(^|[^\p{L}\p{N}_:?$@%\\.-])([\p{L}][\p{L}\p{N}_.-]*|):(?=[\p{L}\p{N}_])/gu;
  var MOST = 12; // symbols: a longer list of what may stand somewhere helps nobody

  // Blanks out what is no code, so that places stay where they are.
  function code(query) {
    return query.replace(NOT_CODE, function (found) {
      return found.replace(/[^\n]/g, " ");
    });
  }

  // The first prefix that is used and not declared: its name and where it stands; null when there is none.
  function undeclared(query) {
    var plain = code(query);
    var declared = {};
    var found;
    DECLARED.lastIndex = USED.lastIndex = 0;
    while ((found = DECLARED.exec(plain))) declared[" " + found[1]] = true;
    while ((found = USED.exec(plain))) {
      if (!declared[" " + found[2]]) {
        var start = found.index + found[1].length;
        return { name: found[2], start: start, end: start + found[2].length + 1 };
      }
    }
    return null;
  }

  // The characters that a line and a column stand for; both count from 1, columns count whole characters.
  function span(query, line, column) {
    var lines = query.split("\n").slice(0, line);
    var before = Array.from(lines.pop() || "").slice(0, column - 1).join("");
    var start = lines.join("\n").length + (lines.length ? 1 : 0) + before.length;
    var isAtEnd = start >= query.trimEnd().length;
    start = Math.min(start, Math.max(0, query.length - 1));
    var word = /^[\p{L}\p{N}_:?$-]+/u.exec(query.slice(start));
    return { start: start, end: start + (word ? word[0].length : 1), isAtEnd: isAtEnd };
  }

  // The first bracket without a partner: one that closes nothing, or the last one that is never closed.
  function lonely(query) {
    var partners = { "}": "{", ")": "(", "]": "[" };
    var waiting = [];
    var brackets = /[{}()[\]]/g;
    var plain = code(query);
    var found;
    while ((found = brackets.exec(plain))) {
      var bracket = { bracket: found[0], start: found.index, end: found.index + 1 };
      var partner = partners[found[0]];
      if (!partner) waiting.push(bracket);
      else if (!waiting.length || waiting.pop().bracket !== partner) return bracket;
    }
    return waiting.pop() || null;
  }

  function place(query, start) {
    var lines = query.slice(0, start).split("\n");
    return { line: lines.length, column: Array.from(lines.pop()).length + 1 };
  }

  // The symbols and words that Oxigraph would have read there; its classes of characters are left out.
  function symbols(words) {
    var found = words.match(/"(?:\\.|[^"\\])*"|\[(?:[^\]']|'(?:\\.|[^'\\])*')*\]|\b[A-Z]{2,}\b/g) || [];
    var kept = found.filter(function (one) {
      return one[0] !== "[" && one !== "SERVICE" && one !== "LATERAL";
    });
    return kept.slice(0, MOST).map(function (one) {
      return one[0] === '"' ? one.slice(1, -1).replace(/\\(.)/g, "$1") : one;
    });
  }

  // Reads "error at LINE:COLUMN: expected …"; null when the message is about no place of the query.
  function of(query, words) {
    var found = /^error at (\d+):(\d+): ([^]*)$/.exec(words);
    if (!found) return null;
    var prefix = undeclared(query);
    if (prefix) return Object.assign(place(query, prefix.start), { prefix: prefix.name, at: prefix });
    var line = Number(found[1]);
    var column = Number(found[2]);
    var said = /The SELECT contains[^,\[]*/.exec(found[3]);
    var at = span(query, line, column);
    var alone = at.isAtEnd && lonely(query);
    if (alone) return Object.assign(place(query, alone.start), { bracket: alone.bracket, at: alone });
    return { line: line, column: column, at: at, said: said ? said[0] : "", symbols: symbols(found[3]) };
  }

  return { of: of };
})();
