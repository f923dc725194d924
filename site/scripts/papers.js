// Filters and sorts the list of papers; without this script it stands whole, the newest first.
(function () {
  "use strict";

  var tools = document.getElementById("tools");
  var body = document.getElementById("rows");
  if (!tools || !body) return;

  var rows = Array.from(body.rows);
  var filter = document.getElementById("filter");
  var sort = document.getElementById("sort");
  var shown = document.getElementById("shown");
  var order = new Intl.Collator(document.documentElement.lang);
  var texts = new Map(rows.map((row) => [row, folded(row.textContent)]));

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function narrow() {
    var words = folded(filter.value).split(/\s+/).filter(Boolean);
    var left = 0;
    rows.forEach(function (row) {
      row.hidden = !words.every((word) => texts.get(row).includes(word));
      if (!row.hidden) left += 1;
    });
    shown.textContent = shown.dataset.words.replace("{n}", left).replace("{total}", rows.length);
  }

  function arrange() {
    var key = sort.value;
    var sorted = rows.slice();
    if (key !== "year") sorted.sort((a, b) => order.compare(a.dataset[key] || "\uffff", b.dataset[key] || "\uffff"));
    body.append(...sorted);
  }

  filter.addEventListener("input", narrow);
  sort.addEventListener("change", arrange);
  tools.hidden = false;
  narrow();
  arrange();
})();
