// What runs in the worker of the SPARQL page: it holds the graph and answers queries. sparql-engine.js makes a worker
// of the text of this function and of litkgOxigraph (oxigraph.js), for a page of a folder can load no worker's file.
function litkgSparqlWorker() {
  "use strict";

  var JSON_RESULTS = "application/sparql-results+json";
  // The parts of a query that are no keywords: as TOKEN in kg/graph/store.py, which says why each is as it is.
  var TOKEN = new RegExp(
    [
      /"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''/u, // strings
      /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/u,
      /(?<doubt>["']|\r(?!\n)|<(?![A-Za-z][\p{L}\p{N}_+.\-]*:\/\/)[^<>"{}|^`\\\s#()]*[#()][^<>"{}|^`\\\s]*>)/u,
      /<[^<>"{}|^`\\\s]*>/u, // IRIs
      /#[^\r\n]*/u, // comments
      /[?$][\p{L}\p{N}_]+/u, // variables
      /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/u, // languages
      /:(?:[\p{L}\p{N}_:%]|\\.)(?:[\p{L}\p{N}_:%\-]|\\.|\.(?=[\p{L}\p{N}_:%\\.\-]))*/u // names
    ]
      .map(function (part) {
        return part.source;
      })
      .join("|"),
    "gsu"
  );
  var ESCAPE = /\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g;
  var SERVICE = /SERVICE/i;
  // What begins a command that changes the graph, after prefixes.
  var UPDATE =
    /^\s*(?:BASE\b\s*|VERSION\b\s*|PREFIX\s+[^\s:]*\s*:\s*)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b/i;
  var store = null;

  self.onmessage = function (event) {
    var asked = event.data;
    var done = asked.parts ? open(asked) : Promise.resolve(asked.query).then(answer);
    done.then(
      function (given) {
        self.postMessage(given);
      },
      function (error) {
        self.postMessage({ failed: failure(error) });
      }
    );
  };

  function open(asked) {
    return Promise.all([unpacked([asked.engine]), unpacked(asked.parts)]).then(function (bytes) {
      var oxigraph = litkgOxigraph();
      oxigraph.initSync({ module: bytes[0] });
      store = new oxigraph.Store();
      store.load(bytes[1], { format: "application/n-quads", no_transaction: true });
      return { size: store.size };
    });
  }

  // Unpacks base64 of gzip that was cut into parts.
  function unpacked(parts) {
    var pieces = parts.map(function (part) {
      var binary = atob(part);
      var bytes = new Uint8Array(binary.length);
      for (var at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
      return bytes;
    });
    var stream = new Blob(pieces).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer().then(function (buffer) {
      return new Uint8Array(buffer);
    });
  }

  // Answers like `kg query`: columns and rows of strings; the union of all graphs unless the query says FROM.
  function answer(query) {
    var code = query.replace(TOKEN, " ");
    if (asksElsewhere(query)) throw { kind: "service" };
    var options = { use_default_graph_as_union: !/\bFROM\b/i.test(code), results_format: JSON_RESULTS };
    try {
      return table(JSON.parse(store.query(query, options)));
    } catch (error) {
      if (/^Not supported RDF format/.test(error.message)) {
        options.results_format = "application/n-triples";
        return triples(store.query(query, options));
      }
      if (UPDATE.test(code)) throw { kind: "update" };
      throw error;
    }
  }

  // Whether a query has, or may have, a SERVICE clause. Nothing could leave this page anyway (its policy allows no
  // connection, and this Oxigraph has none), but SERVICE SILENT would give an empty answer without a word.
  function asksElsewhere(query) {
    var plain = query.replace(ESCAPE, function (whole, short, long) {
      return String.fromCodePoint(Math.min(parseInt(short || long, 16), 0x10ffff));
    });
    if (!SERVICE.test(plain)) return false;
    var end = 0;
    for (var token of query.matchAll(TOKEN)) {
      if (token.groups.doubt || SERVICE.test(query.slice(end, token.index))) return true;
      end = token.index + token[0].length;
    }
    return plain !== query || SERVICE.test(query.slice(end));
  }

  function table(found) {
    if ("boolean" in found) {
      return { columns: ["answer"], rows: [[String(found.boolean)]], yes: found.boolean };
    }
    var columns = found.head.vars;
    var rows = found.results.bindings.map(function (binding) {
      return columns.map(function (column) {
        var term = binding[column];
        return term === undefined ? "" : term.type === "triple" ? written(term) : term.value;
      });
    });
    return { columns: columns, rows: rows };
  }

  function triples(text) {
    var rows = text.split("\n").filter(Boolean).map(function (line) {
      return /^(\S+) (\S+) ([^]*) \.$/.exec(line).slice(1);
    });
    rows.sort(function (a, b) {
      var at = a[0] !== b[0] ? 0 : a[1] !== b[1] ? 1 : 2;
      return a[at] < b[at] ? -1 : a[at] > b[at] ? 1 : 0;
    });
    return { columns: ["subject", "predicate", "object"], rows: rows, triples: true };
  }

  // Writes a term as N-Triples does; only triples within triples need it.
  function written(term) {
    if (term.type === "uri") return "<" + term.value + ">";
    if (term.type === "bnode") return "_:" + term.value;
    if (term.type === "triple") {
      return [term.value.subject, term.value.predicate, term.value.object].map(written).join(" ");
    }
    var end = term["xml:lang"] ? "@" + term["xml:lang"] : term.datatype ? "^^<" + term.datatype + ">" : "";
    return JSON.stringify(term.value) + end;
  }

  function failure(error) {
    if (error.kind) return error;
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return { kind: "full" };
    var words = String(error.message || error);
    return { kind: /^error at \d+:\d+:/.test(words) ? "syntax" : "failed", words: words };
  }
}
