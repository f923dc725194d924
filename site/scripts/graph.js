// Draws the graph of graph-id.js or graph-en.js with the colours of the style sheet. A click opens a node's page.
(function () {
  "use strict";
  var box = document.getElementById("graph");
  if (!box || !window.vis || !window.litkgGraph) return;

  var style = getComputedStyle(document.documentElement);
  function colour(name) {
    return style.getPropertyValue("--" + name).trim();
  }
  function node(back, border) {
    var plain = { background: colour(back), border: colour(border) };
    return { background: plain.background, border: plain.border, hover: plain, highlight: plain };
  }

  var data = window.litkgGraph;
  var ink = { color: colour("ink"), size: 15, face: "sans-serif", strokeWidth: 3, strokeColor: colour("raised") };
  var groups = {
    paper: { color: node("ink", "ink"), font: { color: colour("paper"), size: 16, strokeWidth: 0 }, margin: 8 },
    assessment: { color: node("pos-back", "pos"), font: ink, size: 11 },
    obstacle: { color: node("neg-back", "neg"), font: ink, size: 11 },
    recommendation: { color: node("say-back", "say"), font: ink, size: 9 },
    framework: { color: node("mix-back", "mix"), font: ink, size: 11 },
    work: { color: node("raised", "soft"), font: { color: colour("ink"), size: 14 } }
  };
  var looks = {
    pos: { colour: "pos", dashes: false, width: 2.5 },
    neg: { colour: "neg", dashes: [9, 6], width: 2.5 },
    mix: { colour: "mix", dashes: [2, 5], width: 2.5 },
    say: { colour: "soft", dashes: false, width: 1 },
    use: { colour: "mix", dashes: false, width: 1 },
    cite: { colour: "soft", dashes: [2, 4], width: 1 }
  };
  var edges = data.edges.map(function (edge, number) {
    var look = looks[edge.sign];
    var paint = colour(look.colour);
    return {
      id: number,
      from: edge.from,
      to: edge.to,
      dashes: edge.mentioned ? [2, 4] : look.dashes,
      width: look.width,
      arrows: edge.declared || edge.sign === "cite" ? "to" : "",
      color: { color: paint, hover: paint, highlight: paint, opacity: look.width > 1 ? 0.85 : 0.55 },
      smooth: { enabled: true, type: "continuous", roundness: 0.4 }
    };
  });
  var options = Object.assign({}, data.options, { groups: groups, nodes: { borderWidth: 2 } });
  var network = new vis.Network(box, { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(edges) }, options);

  network.on("click", function (event) {
    var chosen = data.nodes.find(function (one) {
      return one.id === event.nodes[0];
    });
    if (chosen) location.href = chosen.link;
  });
  network.on("hoverNode", function () {
    box.style.cursor = "pointer";
  });
  network.on("blurNode", function () {
    box.style.cursor = "";
  });
  network.once("afterDrawing", function () {
    network.fit();
  });
  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor });
  }
  document.getElementById("zoom-in").addEventListener("click", function () {
    zoom(1.3);
  });
  document.getElementById("zoom-out").addEventListener("click", function () {
    zoom(1 / 1.3);
  });
  document.getElementById("fit").addEventListener("click", function () {
    network.fit();
  });
})();
