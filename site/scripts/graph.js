// Draws what graph-view.js chooses, with the colours of the style sheet; the controls, the address, the panel, the table.
// Names are drawn on a canvas or written as text, never as HTML.
(function () {
  "use strict";
  const view = window.litkgGraphView;
  const drawn = window.litkgGraphDraw;
  const told = window.litkgGraphPanel;
  const graph = window.litkgGraph;
  const form = document.getElementById("graph-form");
  if (!form || !view || !drawn || !told || !window.vis) return;
  const box = document.getElementById("graph");
  const words = document.getElementById("graph-words").dataset;
  const finder = document.getElementById("graph-node");
  const clicking = document.getElementById("clicking");
  const nodes = view.nodes;
  const FACE = "15px sans-serif";
  const NARROW = 600;
  const READABLE = 0.5; // the scale below which a narrow box shows a part of a view, for its names could not be read
  const CLOSEST = 1.3; // the scale beyond which a small view is not enlarged
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = FACE;
  form.hidden = false;

  let network = null;
  let shown = { edges: [], placed: new Map() };
  let centre = view.numbers.get(graph.start);
  let current = -1; // the node of the panel
  let held = -1; // the node under the pointer or the keyboard
  let edges = null;
  let asked = 0;
  let missing = false; // whether the address names a node that is not there

  function fields(name) {
    return Array.from(form.querySelectorAll('[name="' + name + '"]'));
  }
  function checked(name) {
    return new Set(fields(name).filter(function (field) {
      return field.checked;
    }).map(function (field) {
      return field.value;
    }));
  }
  function filter() {
    const year = form.elements;
    return { groups: checked("group"), signs: checked("sign"), from: Number(year.from.value), to: Number(year.to.value) };
  }
  function mode() {
    return form.elements.view.value;
  }
  function measure(text) {
    return pen.measureText(text).width;
  }
  function say(id, text) {
    const place = document.getElementById(id);
    place.textContent = text;
    place.hidden = id === "graph-more" && !text;
  }

  // Showing.

  // Where there are many edges, those of the node in hand stand out, else those of the node in the middle.
  function drawnEdge(edge, number) {
    const hand = held >= 0 ? held : mode() === "far" ? centre : -1;
    const aside = hand >= 0 && edge.from !== hand && edge.to !== hand;
    return drawn.edge(edge, number, aside && (held >= 0 ? 0.12 : 0.35));
  }
  function hold(number) {
    if (mode() === "near" || number === held) return;
    held = number;
    edges.update(shown.edges.map(drawnEdge));
  }
  function fit() {
    network.fit();
    if (network.getScale() > CLOSEST) network.moveTo({ scale: CLOSEST });
  }
  // The box is as tall as what it shows needs, within reason: nothing of a small view is lost in an empty field.
  function stretch(tall) {
    const most = mode() === "far" ? 900 : Math.max(480, Math.min(740, window.innerHeight * 0.8));
    box.style.height = Math.round(Math.max(box.clientWidth < NARROW ? 320 : 420, Math.min(most, tall))) + "px";
  }
  function draw(made) {
    held = -1;
    edges = new window.vis.DataSet(shown.edges.map(drawnEdge));
    const data = { nodes: new window.vis.DataSet(made), edges: edges };
    if (!network) {
      network = new window.vis.Network(box, data, graph.options);
      listen();
    } else {
      network.setData(data);
    }
    fit();
    if (box.clientWidth < NARROW && network.getScale() < READABLE) {
      network.moveTo({ position: shown.placed.get(centre) || { x: 0, y: 0 }, scale: READABLE });
    }
  }
  function show() {
    const turn = (asked += 1);
    const narrow = box.clientWidth < NARROW;
    if (mode() === "whole") {
      shown = view.whole(filter());
      say("graph-more", words.whole);
      stretch(narrow ? 480 : Infinity);
      return finish(Array.from(shown.placed, function (pair) {
        const node = nodes[pair[0]];
        return drawn.node(node, pair[1], view.broken(node.name, 140, measure, 3), false, false);
      }));
    }
    const far = mode() === "far";
    const most = narrow ? 14 : far ? 20 : 30;
    const root = form.dataset.root;
    view.load(root, [centre]).then(function () {
      const ring = far ? view.around(centre, false, filter(), most).ring : [];
      return view.load(root, ring);
    }).then(function () {
      if (turn !== asked) return;
      const found = view.around(centre, far, filter(), most);
      const layout = view.columns(found, narrow ? 105 : 150, measure);
      shown = { edges: found.edges, placed: layout.placed };
      stretch(layout.tall * Math.min(CLOSEST, box.clientWidth / layout.wide) + 90);
      say("graph-more", found.left > 0 ? words.more.replace("{n}", found.left) : "");
      finish(Array.from(layout.placed, function (pair) {
        return drawn.node(nodes[pair[0]], pair[1], layout.labels.get(pair[0]), true, pair[0] === centre);
      }));
    });
  }
  function finish(made) {
    draw(made);
    if (!shown.placed.has(current)) current = -1;
    choose(current >= 0 ? current : mode() === "whole" ? -1 : centre);
    told.table(shown.edges);
    const text = shown.edges.length ? words.shown.replace("{n}", shown.edges.length) : words.empty;
    say("graph-status", (missing ? words.none + " " : "") + text);
    box.dataset.ready = asked;
  }
  function choose(number) {
    current = number;
    if (number < 0) return;
    network.selectNodes([number]);
    const elsewhere = number !== centre || mode() === "whole";
    told.panel(nodes[number], elsewhere && function () {
      go(number);
    });
  }
  function go(number) {
    missing = false;
    centre = number;
    current = number;
    if (mode() === "whole") form.elements.view.value = "near";
    remember(true);
    show();
  }
  function open(number) {
    location.href = nodes[number].link;
  }

  // The hands: pointer and keyboard.

  function listen() {
    network.on("click", function (event) {
      const number = event.nodes.length ? event.nodes[0] : -1;
      if (number < 0) return choose(current);
      const touched = event.event && event.event.pointerType === "touch";
      if (clicking.checked) go(number);
      else if (touched && number !== current) choose(number);
      else open(number);
    });
    network.on("hoverNode", function (event) {
      box.style.cursor = "pointer";
      choose(event.node);
      hold(event.node);
    });
    network.on("blurNode", function () {
      box.style.cursor = "";
      hold(-1);
    });
  }
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  box.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !shown.placed.size) return;
    const way = ARROWS[event.key];
    if (way) {
      const next = current < 0 ? shown.placed.keys().next().value : view.towards(shown.placed, current, way);
      if (next >= 0) {
        choose(next);
        hold(next);
        network.moveTo({ position: shown.placed.get(next) });
      }
    } else if (event.key === "Enter" && current >= 0) {
      open(current);
    } else if (event.key.toLowerCase() === "c" && current >= 0) {
      go(current);
    } else {
      return;
    }
    event.preventDefault();
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
  document.getElementById("fit").addEventListener("click", fit);

  // Finding a node by its name.

  function title(node) {
    return node.name + " · " + (drawn.cited(node) && node.about ? node.about.slice(0, 70) : words[node.group]);
  }
  function matching(text, most) {
    const wanted = text.trim().toLowerCase();
    const found = [];
    for (let number = 0; wanted && number < nodes.length && found.length < most; number += 1) {
      if (title(nodes[number]).toLowerCase().includes(wanted)) found.push(number);
    }
    return found;
  }
  finder.addEventListener("input", function () {
    const list = document.getElementById("graph-names");
    list.replaceChildren.apply(list, matching(finder.value, 12).map(function (number) {
      const option = told.made("option");
      option.value = title(nodes[number]);
      return option;
    }));
    const exact = matching(finder.value, 2).find(function (number) {
      return title(nodes[number]) === finder.value;
    });
    if (exact >= 0) go(exact);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const found = matching(finder.value, 1);
    if (found.length) go(found[0]);
    else if (finder.value.trim()) say("graph-status", words.none);
  });
  form.addEventListener("change", function (event) {
    if (event.target === finder) return;
    remember(false);
    show();
  });

  // The address: the node in the middle, the view, what is hidden, the years.

  function remember(step) {
    const hash = new URLSearchParams();
    hash.set("node", nodes[centre].id);
    if (mode() !== "near") hash.set("view", mode());
    const hidden = fields("group").concat(fields("sign")).filter(function (field) {
      return !field.checked;
    });
    if (hidden.length) {
      hash.set("hide", hidden.map(function (field) {
        return field.value;
      }).join(" "));
    }
    ["from", "to"].forEach(function (name) {
      if (form.elements[name].value) hash.set(name, form.elements[name].value);
    });
    const address = "#" + hash;
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    turnLanguage();
  }
  const other = document.querySelector("a.language");
  const there = other && other.getAttribute("href");
  function turnLanguage() {
    if (other) other.href = there + location.hash;
  }
  function recall() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const named = view.numbers.get(hash.get("node"));
    centre = named === undefined ? view.numbers.get(graph.start) : named;
    current = centre;
    const hidden = new Set((hash.get("hide") || "").split(" "));
    fields("group").concat(fields("sign")).forEach(function (field) {
      field.checked = !hidden.has(field.value);
    });
    form.elements.view.value = ["far", "whole"].includes(hash.get("view")) ? hash.get("view") : "near";
    form.elements.from.value = hash.get("from") || "";
    form.elements.to.value = hash.get("to") || "";
    turnLanguage();
    missing = Boolean(hash.get("node")) && named === undefined;
    show();
  }
  window.addEventListener("popstate", recall);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    drawn.look();
    show();
  });
  drawn.look();
  recall();
})();
