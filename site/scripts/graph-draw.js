// How nodes and edges look, with the colours of the style sheet: what vis-network is told of each.
(function () {
  "use strict";
  const told = document.getElementById("graph-words");
  if (!told) return;
  const words = told.dataset;

  // Looks: kinds by colour, outline and a word; signs by colour and by the pattern of the line.

  const paint = {};
  function look() {
    const style = getComputedStyle(document.documentElement);
    ["paper", "raised", "ink", "soft", "pos", "pos-back", "neg", "neg-back", "mix", "mix-back", "say", "say-back", "link"].forEach(function (name) {
      paint[name] = style.getPropertyValue("--" + name).trim();
    });
  }
  const KINDS = {
    paper: ["ink", "ink", "paper", 1],
    work: ["paper", "soft", "ink", 2],
    assessment: ["pos-back", "pos", "ink", 2],
    obstacle: ["neg-back", "neg", "ink", 2],
    benefit: ["paper", "pos", "ink", 3],
    recommendation: ["say-back", "say", "ink", 2],
    feature: ["paper", "soft", "ink", 1],
    framework: ["mix-back", "mix", "ink", 2]
  };
  const LINES = {
    pos: ["pos", false, 2.5],
    neg: ["neg", [9, 6], 2.5],
    mix: ["mix", [2, 5], 2.5],
    say: ["soft", false, 1],
    use: ["mix", false, 1],
    cite: ["soft", [2, 4], 1]
  };
  function cited(node) {
    return node.group === "paper" || node.group === "work";
  }
  function drawnNode(node, point, lines, inside, middle) {
    const kind = KINDS[node.group];
    const colours = { background: paint[kind[0]], border: paint[kind[1]] };
    const chosen = { background: colours.background, border: paint.link };
    const made = {
      id: node.number,
      x: point.x,
      y: point.y,
      label: lines.concat(inside && !cited(node) ? ["(" + words[node.group] + ")"] : []).join("\n"),
      shape: inside ? "box" : node.shape,
      size: 9 + Math.min(6, Math.sqrt(node.links)),
      margin: 7,
      borderWidth: middle && inside ? 4 : kind[3],
      borderWidthSelected: 4,
      shapeProperties: { borderRadius: cited(node) ? 3 : 14 },
      color: { background: colours.background, border: colours.border, hover: chosen, highlight: chosen },
      font: { color: inside || cited(node) ? paint[kind[2]] : paint.ink, size: 15, face: "sans-serif" }
    };
    if (made.shape !== "box") made.font = { color: paint.ink, size: 15, face: "sans-serif", strokeWidth: 5, strokeColor: paint.raised };
    return made;
  }
  // An edge that is set back is there, but leaves the eye to the others.
  function drawnEdge(edge, number, back) {
    const line = LINES[edge.tie.sign];
    const colour = paint[line[0]];
    return {
      id: number,
      from: edge.from,
      to: edge.to,
      dashes: edge.tie.mentioned ? [2, 4] : line[1],
      width: line[2],
      hoverWidth: 1,
      selectionWidth: 1.5,
      arrows: edge.tie.declared || edge.tie.sign === "cite" ? "to" : "",
      color: { color: colour, hover: colour, highlight: colour, opacity: back || (line[2] > 1 ? 0.85 : 0.6) },
      smooth: { enabled: true, type: "continuous", roundness: 0.4 }
    };
  }

  window.litkgGraphDraw = { look: look, cited: cited, node: drawnNode, edge: drawnEdge };
})();
