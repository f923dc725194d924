// Filters the list of findings by status, kind and words; the choice is kept in the address, so that it can be shared.
(function () {
  "use strict";
  var box = document.getElementById("sift");
  if (!box) return;
  var fields = { status: null, kind: null, q: null };
  Object.keys(fields).forEach(function (name) {
    fields[name] = document.getElementById("filter-" + name);
  });
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-status]"));
  var texts = items.map(function (item) {
    return item.textContent.toLowerCase();
  });
  var said = document.getElementById("filtered");

  function apply() {
    var words = fields.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    items.forEach(function (item, number) {
      var fits =
        (!fields.status.value || item.dataset.status === fields.status.value) &&
        (!fields.kind.value || item.dataset.kind === fields.kind.value) &&
        words.every(function (word) {
          return texts[number].includes(word);
        });
      item.hidden = !fits;
      if (fits) shown += 1;
    });
    document.querySelectorAll("[data-group]").forEach(function (group) {
      group.hidden = !group.querySelector("[data-status]:not([hidden])");
    });
    said.textContent = said.dataset.words.replace("{shown}", shown).replace("{all}", items.length);
  }

  function remember() {
    var chosen = new URLSearchParams();
    Object.keys(fields).forEach(function (name) {
      if (fields[name].value) chosen.set(name, fields[name].value);
    });
    var query = chosen.toString();
    history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
  }

  var given = new URLSearchParams(location.search);
  Object.keys(fields).forEach(function (name) {
    var field = fields[name];
    field.value = given.get(name) || "";
    if (field.selectedIndex === -1) field.value = "";
    field.addEventListener("input", function () {
      apply();
      remember();
    });
  });
  box.hidden = false;
  apply();
})();
