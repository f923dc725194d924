// Copies words: a button with data-copy names the element that holds them, and a status beside it says that it is done.
(function () {
  "use strict";

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  // Where the clipboard may not be written, the words are selected, so that the reader's own keys copy them.
  function copySelected(element) {
    select(element);
    try {
      return document.execCommand("copy");
    } catch (refused) {
      return false;
    }
  }

  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var source = document.getElementById(button.dataset.copy);
    var status = button.parentNode.querySelector("[role=status]");
    if (!source) return;
    button.hidden = false;

    function tell(done) {
      if (!status) return;
      status.textContent = "";
      window.setTimeout(function () {
        status.textContent = done ? button.dataset.done : button.dataset.failed;
      }, 50);
    }
    button.addEventListener("click", function () {
      if (!navigator.clipboard) {
        tell(copySelected(source));
        return;
      }
      navigator.clipboard.writeText(source.textContent).then(
        function () {
          tell(true);
        },
        function () {
          tell(copySelected(source));
        }
      );
    });
  });
})();
