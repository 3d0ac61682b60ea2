// Posts the form two seconds after typing stops, and says honestly whether that worked.
// The answer may be JSON: `message` is shown as it is, `fields` are hidden inputs to update.
import wasTyped from "./typed.js";

const PAUSE = 2000;
const RETRY = 15000;

export default function autosave(form) {
  const status = document.createElement("p");
  status.className = "bewaard";
  status.setAttribute("role", "status");
  form.append(status);
  let later;
  let version = 0;

  async function save() {
    const sent = version;
    const body = new FormData(form);
    body.delete("form_key");
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body, redirect: "error" });
      const told = /json/.test(answer.headers.get("Content-Type")) ? await answer.json() : {};
      if (told.message) {
        status.textContent = told.message;
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      for (const [name, value] of Object.entries(told.fields || {})) form.elements[name].value = value;
    } catch {
      status.textContent = form.dataset.failed;
      plan(RETRY);
      return;
    }
    const now = new Date();
    status.textContent = `${form.dataset.saved} ${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
    document.dispatchEvent(new Event("tandem:contact"));
    if (sent === version) form.dispatchEvent(new Event("tandem:saved"));
  }

  function plan(wait) {
    clearTimeout(later);
    later = setTimeout(save, wait);
  }

  function typed() {
    version += 1;
    plan(PAUSE);
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", () => clearTimeout(later));
  if (wasTyped(form)) typed();
}
