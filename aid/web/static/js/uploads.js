// Files too large together are noticed before they are sent, so that nothing that was typed is lost.
(() => {
  "use strict";
  const says = document.documentElement.lang === "en"
    ? "These files are more than 28 MB together and were not chosen. Please send fewer at a time."
    : "Các tệp này cộng lại quá 28 MB nên chưa được chọn. Hãy gửi ít tệp hơn mỗi lần.";

  document.addEventListener("change", (event) => {
    const field = event.target;
    const most = Number(field.dataset && field.dataset.mostBytes);
    if (!most) return;
    let note = field.parentElement.querySelector("[data-upload-note]");
    const total = [...field.files].reduce((sum, file) => sum + file.size, 0);
    if (total <= most) {
      if (note) note.remove();
      return;
    }
    field.value = "";
    if (!note) {
      note = document.createElement("p");
      note.className = "field__error";
      note.dataset.uploadNote = "";
      note.setAttribute("role", "alert");
      field.after(note);
    }
    note.textContent = says;
  });
})();
