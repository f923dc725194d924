// What the graph says in words: the panel of the chosen node, and the table of what is drawn. All is written as text.
(function () {
  "use strict";
  const view = window.litkgGraphView;
  const told = document.getElementById("graph-words");
  if (!view || !told) return;
  const words = told.dataset;
  const LONGEST = 300; // characters of a name

  function made(name, look, text) {
    const element = document.createElement(name);
    if (look) element.className = look;
    if (text) element.textContent = text;
    return element;
  }
  function short(text) {
    return text.length > LONGEST ? text.slice(0, LONGEST) + "…" : text;
  }
  function link(node, text) {
    const element = made("a", "", text || short(node.name));
    element.href = node.link;
    return element;
  }
  function table(edges) {
    const rows = edges.map(function (edge) {
      const row = made("tr");
      const how = made("td");
      const sign = made("span", "sign " + edge.tie.sign, words[edge.tie.sign]);
      sign.setAttribute("aria-hidden", "true");
      how.append(sign, " " + edge.tie.word);
      const from = made("td");
      from.append(link(view.nodes[edge.from]));
      const to = made("td");
      to.append(link(view.nodes[edge.to]));
      row.append(from, how, to);
      return row;
    });
    const body = document.getElementById("graph-rows");
    body.replaceChildren.apply(body, rows);
  }
  // The name, the kind, what is known of it, the way to its page, and a button that puts it in the middle, if wanted.
  function panel(node, toMiddle) {
    const kind = [words[node.group], node.group === "paper" && node.year, words.links.replace("{n}", node.links)];
    const doing = made("p", "do");
    doing.append(link(node, words.open));
    if (toMiddle) {
      const button = made("button", "", words.centre);
      button.type = "button";
      button.addEventListener("click", toMiddle);
      doing.append(button);
    }
    const about = node.about ? [made("p", "what about", node.about)] : [];
    about.forEach(function (text) {
      text.tabIndex = 0; // a long one is scrolled by the keys
    });
    const name = made("p", "name", short(node.name));
    document.getElementById("graph-panel").replaceChildren(name, made("p", "meta", kind.filter(Boolean).join(" · ")), ...about, doing);
  }

  window.litkgGraphPanel = { made: made, panel: panel, table: table };
})();
