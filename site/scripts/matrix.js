// The matrix: keeps what is chosen in the address, loads the papers part by part, and shows what passes the choices.
(function () {
  "use strict";
  var matrix = window.litkgMatrix;
  var table = document.getElementById("matrix-table");
  if (!table || !matrix || !window.litkgMatrixWords) return;

  var base = new URL("matrix/papers-", document.currentScript.src).href;
  var language = document.documentElement.lang;
  var named = matrix.named(window.litkgMatrixWords);
  var controls = document.getElementById("matrix-controls");
  var status = document.getElementById("matrix-status");
  var pager = document.getElementById("matrix-pages");
  var dialog = document.getElementById("matrix-cell");
  var elsewhere = document.querySelector("a.language");
  var shards = Number(table.dataset.shards);
  var papers = [];
  var says = {};
  var state = {};
  var view = null;
  var options = { says: says, numbers: written, every: new Set(), longest: Number(table.dataset.longest) };

  document.querySelectorAll("#matrix-says").forEach(function (template) {
    template.content.querySelectorAll("[data-says]").forEach(function (one) {
      says[one.dataset.says] = one.textContent;
    });
  });

  function written(number) {
    return number.toLocaleString(language);
  }

  // ---- what is chosen

  function chosen() {
    var given = new URLSearchParams(location.hash.slice(1));
    var found = {};
    Object.keys(matrix.defaults).forEach(function (name) {
      found[name] = given.get(name) || matrix.defaults[name];
    });
    return found;
  }

  function address() {
    var kept = new URLSearchParams();
    Object.keys(matrix.defaults).forEach(function (name) {
      if (state[name] !== matrix.defaults[name]) kept.set(name, state[name]);
    });
    return String(kept) && "#" + kept;
  }

  function remember() {
    history.replaceState(null, "", location.pathname + location.search + address());
    sameElsewhere();
  }

  function sameElsewhere() {
    if (elsewhere) elsewhere.hash = location.hash;
  }

  function choose(changes) {
    Object.assign(state, { page: "1" }, changes);
    remember();
    show();
  }

  function intoControls() {
    controls.querySelectorAll("[name]").forEach(function (control) {
      if (control.type === "checkbox") control.checked = Boolean(state[control.name]);
      else control.value = state[control.name];
    });
  }

  function option(value, words) {
    return matrix.make("option", { value: value }, [words]);
  }

  function fillControls() {
    named.lines.forEach(function (line) {
      var select = controls.querySelector('select[name="' + line.kind + '"]');
      if (select && line.applied) select.append(option(line.anchor, line.name));
    });
    if (named.stances.length) {
      var stances = named.stances.map(function (stance) {
        return option(stance.id, matrix.glyph(stance.sign) + " " + stance.name);
      });
      controls.querySelector("[name=sign]").append(matrix.make("optgroup", { label: says.stances }, stances));
    }
  }

  // ---- what is shown

  function show() {
    view = matrix.view(named, papers, state, language);
    table.parentElement.hidden = !view.lines || !view.columns.length;
    matrix.draw(table, view, state, options);
    page();
    var words = matrix.fill(says.shown, {
      from: written(view.columns.length ? view.first + 1 : 0),
      to: written(view.first + view.onPage.length),
      all: written(view.columns.length),
      lines: written(view.lines),
      said: written(view.said)
    });
    if (!view.lines || !view.columns.length) words = says.none;
    else if (view.inside) words += " · " + says.counted;
    var done = loaded.size;
    if (done < shards) words += " " + matrix.fill(says.reading, { done: written(done), all: written(shards) });
    if (status.textContent !== words) status.textContent = words;
  }

  function page() {
    pager.hidden = view.pages < 2;
    pager.querySelector("[data-do=previous]").disabled = view.page === 1;
    pager.querySelector("[data-do=next]").disabled = view.page === view.pages;
    var select = pager.querySelector("select");
    if (select.length !== view.pages) {
      select.replaceChildren();
      for (var number = 1; number <= view.pages; number += 1) {
        select.append(option(number, matrix.fill(says.part, { number: written(number), all: written(view.pages) })));
      }
    }
    select.value = view.page;
  }

  // An address such as #m-obstacle-x names a line: show it among all, and mark it.
  function mark() {
    var name = decodeURIComponent(location.hash.slice(1));
    var line = named.lines.find(function (one) {
      return one.anchor === name;
    });
    var place = document.getElementById(name);
    if (line && !place) {
      options.every.add(line.kind);
      show();
      place = document.getElementById(name);
    }
    if (!place || !table.contains(place)) return;
    place.classList.add("now");
    place.scrollIntoView({ block: "center" });
  }

  function follow() {
    state = chosen();
    sameElsewhere();
    intoControls();
    show();
    mark();
  }

  // ---- what happens

  var act = {
    reset: function () {
      state = Object.assign({}, matrix.defaults, { turned: state.turned });
      intoControls();
      choose({});
    },
    table: function () {
      save("", matrix.asGrid(named, view, view.columns, state, says));
    },
    list: function () {
      save("-2", matrix.asList(named, view, says));
    },
    copy: function () {
      var done = matrix.copy(matrix.asGrid(named, view, view.onPage, state, says));
      status.textContent = done ? says.copied : says.not_copied;
    },
    previous: function () {
      choose({ page: String(view.page - 1) });
    },
    next: function () {
      choose({ page: String(view.page + 1) });
    }
  };

  function save(suffix, rows) {
    matrix.download("litkg-" + says.file + suffix + ".csv", matrix.csv(rows, says.separator));
  }

  function changed(event) {
    var control = event.target;
    if (!(control.name in matrix.defaults)) return;
    var change = {};
    change[control.name] = control.type === "checkbox" ? (control.checked ? "1" : "") : control.value.trim();
    choose(change);
  }

  [controls, pager].forEach(function (part) {
    part.addEventListener("click", function (event) {
      var button = event.target.closest("[data-do]");
      if (button) act[button.dataset.do]();
    });
  });
  controls.addEventListener("input", changed);
  pager.querySelector("select").addEventListener("change", function (event) {
    choose({ page: event.target.value });
  });
  table.addEventListener("click", function (event) {
    var cell = event.target.closest("button.cell");
    var every = event.target.closest("[data-every]");
    if (cell) matrix.openCell(dialog, named, cell.litkg, says);
    if (every) {
      options.every.add(every.dataset.every);
      show();
    }
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.id === "matrix-cell-close") dialog.close();
  });
  matrix.arrows(table);
  window.addEventListener("hashchange", follow);

  // ---- the papers, part by part: the first part is enough to begin

  var loaded = new Set();

  function take(number) {
    return matrix.load(base + number + ".js").then(function () {
      loaded.add(number);
    });
  }

  function gather() {
    papers = [];
    for (var number = 1; number <= shards && loaded.has(number); number += 1) {
      papers = papers.concat(window.litkgMatrixPapers[number]);
    }
    papers.forEach(function (paper) {
      paper.cite = paper.cite.replace(" et al.", " " + document.body.dataset.others);
      for (var at = 0; at < paper.said.length; at += 4) {
        if (named.by[paper.said[at + 2]].id === "applied") named.lines[paper.said[at]].applied = true;
      }
    });
  }

  take(1).then(function () {
    gather();
    controls.hidden = false;
    document.querySelector(".skip-table").hidden = false;
    state = chosen();
    show();
    var rest = [];
    for (var number = 2; number <= shards; number += 1) rest.push(take(number));
    return Promise.all(rest).then(function () {
      gather();
      fillControls();
      follow();
    });
  });
})();
