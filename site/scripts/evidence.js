// Browses the evidence of a paper: a passage of the text leads to what is read there, and back; without this script
// a passage is a link to its statement. Keys work only inside the text and the panel, so that they are in nobody's way.
(function () {
  "use strict";

  var panel = document.getElementById("panel");
  var body = document.getElementById("body");
  if (!panel || !body) return;

  var byId = function (name) { return document.getElementById("panel-" + name); };
  var shown = byId("shown");
  var narrow = window.matchMedia("(max-width: 65.99rem)");
  var marks = Array.from(body.querySelectorAll(".e"));
  var pieces = new Map(); // the marked pieces of each passage, in the order of the text
  var entries = new Map(); // what is read in each passage: entries of the page
  var stops = []; // the passages that the filters let through, in the order of the text
  var current = null;

  function add(map, key, value) {
    if (map.has(key)) map.get(key).push(value);
    else map.set(key, [value]);
  }

  function spansOf(mark) {
    return mark.dataset.ev.split(" ");
  }

  marks.forEach(function (mark) {
    spansOf(mark).forEach(function (span) { add(pieces, span, mark); });
  });
  document.querySelectorAll("[data-span]").forEach(function (entry) {
    add(entries, entry.dataset.span, entry);
  });

  function fits(entry) {
    var kind = byId("kind").value, by = byId("by").value;
    return (!kind || entry.dataset.kind === kind) && (!by || entry.dataset.by === by);
  }

  function entriesOf(span) {
    return (entries.get(span) || []).filter(fits);
  }

  function filtered() {
    return byId("kind").value !== "" || byId("by").value !== "";
  }

  function filter() {
    stops = Array.from(pieces.keys()).filter(function (span) {
      return !filtered() || entriesOf(span).length > 0;
    });
    var lets = new Set(stops);
    marks.forEach(function (mark) {
      mark.classList.toggle("off", !spansOf(mark).some(function (span) { return lets.has(span); }));
    });
    tell();
  }

  function tell() {
    var place = stops.indexOf(current);
    var words = panel.dataset[stops.length === 0 ? "none" : place < 0 ? "all" : "of"];
    byId("count").textContent = words.replace("{k}", place + 1).replace("{n}", stops.length);
    byId("before").disabled = byId("after").disabled = stops.length === 0;
  }

  // What an entry says, without its quote, which stands in the text; below what kind of entry and concept it is.
  function copyOf(entry) {
    var box = document.createElement("div");
    var option = byId("kind").querySelector('option[value="' + entry.dataset.kind + '"]');
    var kicker = document.createElement("p");
    kicker.className = "kicker";
    kicker.textContent = option ? option.textContent : "";
    var group = entry.closest(".group, .works > li");
    var name = group && group.querySelector("h4, .who");
    var title = document.createElement("h3");
    title.textContent = name ? name.firstChild.textContent : "";
    var back = document.createElement("a");
    back.href = "#" + entry.id;
    back.textContent = kicker.textContent;
    kicker.replaceChildren(back);
    box.className = "panel-entry";
    box.append(kicker);
    if (title.textContent.trim()) box.append(title);
    var copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll(".quote, .sides").forEach(function (quote) { quote.remove(); });
    box.append.apply(box, Array.from(copy.childNodes));
    return box;
  }

  function show(spans) {
    var found = [];
    spans.forEach(function (span) {
      entriesOf(span).forEach(function (entry) { found.push(copyOf(entry)); });
    });
    shown.replaceChildren.apply(shown, found);
    byId("actions").hidden = false;
    byId("link").href = "#ev-" + current;
    byId("copy").textContent = byId("copy").dataset.words;
    panel.classList.add("open");
  }

  function mark(span) {
    marks.forEach(function (piece) {
      piece.classList.toggle("now", span !== null && spansOf(piece).includes(span));
    });
  }

  // Chooses a passage; "beside" are others that the chosen words also belong to.
  function choose(span, beside) {
    current = span;
    mark(span);
    show([span].concat(beside || []));
    tell();
  }

  function address(hash) {
    history.replaceState(null, "", hash || location.pathname + location.search);
  }

  function see(span) {
    pieces.get(span)[0].scrollIntoView({ block: narrow.matches ? "start" : "center" });
  }

  function step(by) {
    if (stops.length === 0) return;
    var place = stops.indexOf(current);
    var next = place < 0 ? (by > 0 ? 0 : stops.length - 1) : (place + by + stops.length) % stops.length;
    choose(stops[next]);
    address("#ev-" + current);
    see(current);
    if (body.contains(document.activeElement)) pieces.get(current)[0].focus({ preventScroll: true });
  }

  function close() {
    current = null;
    mark(null);
    shown.replaceChildren();
    byId("actions").hidden = true;
    panel.classList.remove("open");
    address("");
    tell();
  }

  function follow() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = target && target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    var name = /^#ev-(\d+-\d+)$/.exec(location.hash);
    if (name && pieces.has(name[1])) {
      choose(name[1]);
      see(name[1]);
    } else if (target) {
      target.scrollIntoView();
    }
  }

  function copy() {
    var words = byId("copy").dataset.words;
    var done = function () {
      byId("copy").textContent = panel.dataset.copied;
      setTimeout(function () { byId("copy").textContent = words; }, 2000);
    };
    var written = navigator.clipboard && navigator.clipboard.writeText(byId("link").href);
    // without a clipboard the address of this page, which is the same, can be copied
    if (written) written.then(done, function () { location.hash = byId("link").hash; });
  }

  body.addEventListener("click", function (event) {
    var piece = event.target.closest(".e");
    if (!piece || event.ctrlKey || event.metaKey || event.shiftKey || piece.classList.contains("off")) return;
    event.preventDefault();
    var spans = spansOf(piece).reverse().filter(function (span) { return stops.includes(span); });
    choose(spans[0], spans.slice(1));
    address("#ev-" + current);
    var covered = narrow.matches && piece.getBoundingClientRect().bottom > panel.getBoundingClientRect().top;
    if (covered) see(current);
  });

  document.addEventListener("keydown", function (event) {
    var inside = body.contains(event.target) || panel.contains(event.target);
    if (!inside || event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") close();
  });

  byId("copy").dataset.words = byId("copy").textContent;
  byId("before").addEventListener("click", function () { step(-1); });
  byId("after").addEventListener("click", function () { step(1); });
  byId("close").addEventListener("click", close);
  byId("copy").addEventListener("click", copy);
  byId("kind").addEventListener("change", filter);
  byId("by").addEventListener("change", filter);
  window.addEventListener("hashchange", follow);
  body.classList.add("live");
  panel.hidden = false;
  filter();
  if (location.hash) follow();
})();
