// The query engine of the SPARQL page: loads its scripts when the first query is run, keeps a worker, and stops it.
var litkgSparql = (function () {
  "use strict";

  var scripts = null; // a promise of all scripts
  var ready = null; // a promise of a worker that holds the graph
  var worker = null;
  var waiting = null; // how to end what is being waited for

  function loaded(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () {
        script.remove();
        reject({ kind: "missing" });
      };
      document.head.appendChild(script);
    });
  }

  function loadScripts(addresses) {
    if (!scripts) {
      scripts = Promise.all(addresses.map(loaded));
      scripts.catch(function () {
        scripts = null;
      });
    }
    return scripts;
  }

  // Sends a message to the worker and waits for what it answers.
  function told(message) {
    return new Promise(function (resolve, reject) {
      waiting = reject;
      worker.onmessage = function (event) {
        if (event.data.failed) reject(event.data.failed);
        else resolve(event.data);
      };
      worker.onerror = function (event) {
        event.preventDefault();
        reject({ kind: "failed", words: event.message || "" });
      };
      worker.postMessage(message);
    });
  }

  function started() {
    var code = litkgOxigraph.toString() + "\n" + litkgSparqlWorker.toString() + "\nlitkgSparqlWorker();\n";
    var address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    worker = new Worker(address);
    return told({ engine: window.litkgEngine, parts: window.litkgGraphParts }).then(function (given) {
      URL.revokeObjectURL(address);
      return given;
    });
  }

  function stop() {
    if (worker) worker.terminate();
    worker = null;
    ready = null;
    if (waiting) waiting({ kind: "stopped" });
    waiting = null;
  }

  function start(addresses) {
    var halted = new Promise(function (resolve, reject) {
      waiting = reject;
    });
    return Promise.race([loadScripts(addresses), halted]).then(started);
  }

  // Answers a query; `onReady` is called when the engine is there and the search begins.
  function ask(query, addresses, onReady) {
    if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined") {
      return Promise.reject({ kind: "old" });
    }
    if (!ready) ready = start(addresses);
    return ready
      .then(function () {
        onReady();
        return told({ query: query });
      })
      .catch(function (error) {
        var known = error.kind ? error : { kind: "failed", words: error.message };
        // After these there is no worker, or none whose memory can be trusted: the next query begins anew.
        if (["full", "failed", "missing"].indexOf(known.kind) >= 0) stop();
        throw known;
      });
  }

  return { ask: ask, stop: stop };
})();
