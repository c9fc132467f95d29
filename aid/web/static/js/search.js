// "/" goes to the search box, unless somebody is typing.
(() => {
  "use strict";
  const typing = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(typing)) return;
    const box = document.querySelector("#top-search");
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
})();
