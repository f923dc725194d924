// What the graph shows and where: the nodes around one node in columns beside it, or the drawing of the whole.
// It reads litkgGraph and litkgNodes; what is around a node comes in the scripts graph-near-0.js, graph-near-1.js …
(function () {
  "use strict";
  const graph = window.litkgGraph;
  if (!graph || !window.litkgNodes) return;
  const SIDES = { pos: "left", neg: "right" };
  const LINE = 19; // the height of a line of a label
  const GAP = 20; // the space between two labels
  const LONGEST = 90; // characters of a label

  const nodes = [];
  const numbers = new Map();
  window.litkgNodes.flat().forEach(function (told) {
    nodes[told[0]] = {
      number: told[0],
      group: graph.groups[told[1]],
      shape: graph.shapes[told[1]],
      id: told[2],
      link: told[3],
      name: told[4].replace(" et al.", " " + document.body.dataset.others),
      about: told[5],
      year: Number(told[6]) || 0,
      links: told[7],
      shelf: told[8]
    };
    numbers.set(told[2], told[0]);
  });
  const ties = graph.ties.map(function (told, number) {
    return { number: number, sign: graph.signs[told[0]], word: told[1], declared: told[2], mentioned: told[3] };
  });

  // Loading: a shelf holds what is around some thousand nodes, and is asked for when the first of them is needed.

  const near = new Map();
  const shelves = new Map();
  function shelf(root, number) {
    if (!shelves.has(number)) {
      shelves.set(number, new Promise(function (done) {
        const script = document.createElement("script");
        script.src = root + "assets/graph-near-" + number + ".js";
        script.onerror = done;
        script.onload = function () {
          window.litkgNear.splice(0).forEach(function (part) {
            Object.keys(part).forEach(function (key) {
              near.set(Number(key), part[key]);
            });
          });
          done();
        };
        document.head.append(script);
      }));
    }
    return shelves.get(number);
  }
  function load(root, wanted) {
    return Promise.all(wanted.map(function (number) {
      return shelf(root, nodes[number].shelf);
    }));
  }

  // Choosing: filter is { groups: Set, signs: Set, from, to }.

  function passes(node, filter) {
    const early = filter.from && node.year && node.year < filter.from;
    const late = filter.to && node.year && node.year > filter.to;
    return filter.groups.has(node.group) && !early && !late;
  }
  function edgesAt(number, filter) {
    return (near.get(number) || []).map(function (told) {
      const ends = told[2] ? [told[0], number] : [number, told[0]];
      return { from: ends[0], to: ends[1], other: told[0], tie: ties[told[1]] };
    }).filter(function (edge) {
      return filter.signs.has(edge.tie.sign) && passes(nodes[edge.other], filter);
    });
  }
  function unique(list) {
    return Array.from(new Set(list));
  }
  function others(edges) {
    return unique(edges.map(function (edge) {
      return edge.other;
    }));
  }
  function around(centre, far, filter, most) {
    const told = (near.get(centre) || []).length;
    const first = edgesAt(centre, filter);
    const all = others(first);
    const known = first.length === told ? Math.max(all.length, nodes[centre].links - (told - all.length)) : all.length;
    const ring = all.slice(0, most);
    const shown = new Set([centre].concat(ring));
    const links = new Map();
    const beyond = ring.flatMap(function (number) {
      return edgesAt(number, filter);
    });
    if (far) {
      beyond.forEach(function (edge) {
        if (!shown.has(edge.other)) links.set(edge.other, (links.get(edge.other) || 0) + 1);
      });
    }
    const outer = Array.from(links.keys()).sort(function (a, b) {
      return links.get(b) - links.get(a) || nodes[b].year - nodes[a].year || a - b;
    }).slice(0, most);
    outer.forEach(function (number) {
      shown.add(number);
    });
    const drawn = new Map();
    first.concat(far ? beyond : []).forEach(function (edge) {
      const name = edge.from + " " + edge.to + " " + edge.tie.number;
      if (shown.has(edge.from) && shown.has(edge.to)) drawn.set(name, edge);
    });
    return { centre: centre, ring: ring, outer: outer, edges: Array.from(drawn.values()), left: known - ring.length };
  }

  // Placing: labels are broken into lines here, so that their heights are known and none covers another.

  function broken(name, width, measure, most) {
    const short = name.length > LONGEST ? name.slice(0, LONGEST) + "…" : name;
    const lines = [""];
    short.split(/\s+/).forEach(function (word) {
      let rest = word;
      while (rest) {
        const last = lines.length - 1;
        const longer = lines[last] ? lines[last] + " " + rest : rest;
        if (measure(longer) <= width) {
          lines[last] = longer;
          rest = "";
        } else if (lines[last]) {
          lines.push("");
        } else {
          let fits = rest.length - 1;
          while (fits > 1 && measure(rest.slice(0, fits)) > width) fits -= 1;
          lines[last] = rest.slice(0, fits);
          rest = rest.slice(fits);
        }
      }
    });
    return lines.length > most ? lines.slice(0, most - 1).concat([lines[most - 1] + " …"]) : lines;
  }
  function column(list, x, bend, labels, placed) {
    const heights = list.map(function (number) {
      return labels.get(number).length * LINE + 14 + GAP;
    });
    const total = heights.reduce(function (sum, height) {
      return sum + height;
    }, 0);
    let y = -total / 2;
    list.forEach(function (number, place) {
      const middle = y + heights[place] / 2;
      const way = total ? (2 * middle) / total : 0;
      placed.set(number, { x: Math.round(x * (1 - bend * way * way)), y: Math.round(middle) });
      y += heights[place];
    });
    return total;
  }
  function columns(view, width, measure) {
    const labels = new Map();
    [view.centre].concat(view.ring, view.outer).forEach(function (number) {
      labels.set(number, broken(nodes[number].name, width, measure));
    });
    const sides = { left: [], right: [] };
    const side = new Map([[view.centre, ""]]);
    const sign = new Map();
    view.edges.forEach(function (edge) {
      if (edge.from === view.centre || edge.to === view.centre) {
        sign.set(edge.from === view.centre ? edge.to : edge.from, edge.tie.sign);
      }
    });
    function put(number, wanted) {
      const name = wanted || (sides.left.length <= sides.right.length ? "left" : "right");
      sides[name].push(number);
      side.set(number, name);
    }
    const judged = view.ring.filter(function (number) {
      return SIDES[sign.get(number)];
    });
    judged.forEach(function (number) {
      put(number, SIDES[sign.get(number)]);
    });
    view.ring.filter(function (number) {
      return !judged.includes(number);
    }).forEach(function (number) {
      put(number);
    });
    const placed = new Map([[view.centre, { x: 0, y: 0 }]]);
    const step = width + 95;
    let tall = Math.max(column(sides.left, -step, 0.22, labels, placed), column(sides.right, step, 0.22, labels, placed));
    const outer = { left: [], right: [] };
    function pull(number, name) {
      const ys = [];
      view.edges.forEach(function (edge) {
        const other = edge.from === number ? edge.to : edge.to === number ? edge.from : -1;
        if (other >= 0 && side.get(other) === name) ys.push(placed.get(other).y);
      });
      return ys;
    }
    view.outer.forEach(function (number) {
      const left = pull(number, "left");
      const right = pull(number, "right");
      const fewer = outer.left.length <= outer.right.length ? "left" : "right";
      const uneven = Math.abs(outer.left.length - outer.right.length) > 2 || left.length === right.length;
      const name = uneven ? fewer : left.length > right.length ? "left" : "right";
      const ys = left.concat(right);
      const mean = ys.reduce(function (sum, y) {
        return sum + y;
      }, 0) / (ys.length || 1);
      outer[name].push({ number: number, mean: mean });
    });
    ["left", "right"].forEach(function (name) {
      const sorted = outer[name].sort(function (a, b) {
        return a.mean - b.mean || a.number - b.number;
      }).map(function (one) {
        return one.number;
      });
      tall = Math.max(tall, column(sorted, (name === "left" ? -2 : 2) * step, 0.08, labels, placed));
    });
    const wide = 2 * Math.max.apply(null, Array.from(placed.values(), function (point) {
      return Math.abs(point.x);
    })) + width + 60;
    return { labels: labels, placed: placed, tall: tall, wide: wide };
  }

  // The whole: pyvis's nodes and edges, filtered; a node with nothing left is not drawn.

  function whole(filter) {
    const edges = graph.edges.map(function (edge) {
      return { from: numbers.get(edge.from), to: numbers.get(edge.to), tie: ties[edge.tie] };
    }).filter(function (edge) {
      return filter.signs.has(edge.tie.sign) && passes(nodes[edge.from], filter) && passes(nodes[edge.to], filter);
    });
    const tied = new Set(edges.flatMap(function (edge) {
      return [edge.from, edge.to];
    }));
    const everything = filter.signs.size === graph.signs.length;
    const shown = graph.nodes.filter(function (node) {
      const number = numbers.get(node.id);
      return tied.has(number) || (everything && passes(nodes[number], filter));
    });
    const placed = new Map(shown.map(function (node) {
      return [numbers.get(node.id), { x: node.x, y: node.y }];
    }));
    return { edges: edges, placed: placed };
  }

  // The nearest node on the way from one, such as [-1, 0] for left: within a right angle of it, or, where there is none, anywhere on that side.
  function towards(placed, from, way) {
    const here = placed.get(from);
    let best = -1;
    let least = Infinity;
    placed.forEach(function (point, number) {
      const x = point.x - here.x;
      const y = point.y - here.y;
      const along = x * way[0] + y * way[1];
      const aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
      const far = along + 2 * aside + (along < aside ? 1e6 : 0);
      if (along > 0 && far < least) {
        best = number;
        least = far;
      }
    });
    return best;
  }

  window.litkgGraphView = {
    nodes: nodes,
    numbers: numbers,
    load: load,
    around: around,
    columns: columns,
    whole: whole,
    towards: towards,
    broken: broken
  };
})();
