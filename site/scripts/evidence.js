// Marks every piece of the passage that the address names; without this script its first piece is marked.
(function () {
  "use strict";

  function mark() {
    var name = /^#ev-(\d+-\d+)$/.exec(location.hash);
    document.querySelectorAll(".e.now").forEach(function (piece) {
      piece.classList.remove("now");
    });
    if (!name) return;
    document.querySelectorAll('.e[data-ev~="' + name[1] + '"]').forEach(function (piece) {
      piece.classList.add("now");
    });
  }

  window.addEventListener("hashchange", mark);
  mark();
})();
