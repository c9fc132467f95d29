// A second press of a button is ignored; a page that comes back from the history is ready again.
(() => {
  "use strict";
  const sent = new WeakSet();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    // A button that only fetches a file leaves the page as it is.
    if (event.submitter && event.submitter.hasAttribute("data-again")) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    form.setAttribute("aria-busy", "true");
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) {
      sent.delete(form);
      form.removeAttribute("aria-busy");
    }
  });
})();
