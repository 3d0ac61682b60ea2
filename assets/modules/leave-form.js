// Asks before leaving only when something was typed and not yet sent.
export default function leaveForm(form) {
  let unsaved = false;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  form.addEventListener("tandem:saved", () => { unsaved = false; });
  document.addEventListener("tandem:leaving", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
