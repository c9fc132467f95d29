// Under an amount stands what the server reads in it, in figures and words, while it is typed. Without script the
// same line comes with the page that answers a form.
(() => {
  "use strict";
  const WAIT_MS = 250;
  const waiting = new WeakMap();

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.closest(".field--money") || event.isComposing) return;
    const echo = document.getElementById(`${box.id}-echo`);
    if (!echo) return;
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => tell(box, echo), WAIT_MS));
  });

  async function tell(box, echo) {
    const typed = box.value;
    const answer = await fetch(`/amounts/read?text=${encodeURIComponent(typed)}`).catch(() => null);
    // An answer that is late speaks of another text; without one the form says it after it is sent.
    if (box.value !== typed) return;
    const told = answer && answer.ok ? await answer.json() : { says: "", read: true };
    if (box.value !== typed) return;
    echo.textContent = told.says;
    echo.classList.toggle("field__echo--unread", !told.read);
  }
})();
