// A field for a point can be filled from where the person stands, if the person asks for it.
(() => {
  "use strict";
  if (!navigator.geolocation) return;
  const english = document.documentElement.lang === "en";
  const ask = english ? "Use where I stand" : "Lấy vị trí đang đứng";
  const failed = english ? "The position is not available; type it or leave it empty." : "Không lấy được vị trí; hãy ghi tay hoặc để trống.";

  for (const field of document.querySelectorAll("input[data-locate]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet locate";
    button.textContent = ask;
    const note = document.createElement("span");
    note.setAttribute("role", "status");
    button.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          field.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
          note.textContent = `± ${Math.round(coords.accuracy)} m`;
        },
        () => { note.textContent = failed; },
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
    field.after(button, note);
  }
})();
