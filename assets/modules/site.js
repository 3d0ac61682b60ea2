// Loads a module only where an element asks for it: data-module="one two".
const modules = {
  "answer-autosave": () => import("./answer-autosave.js"),
  "autosave": () => import("./autosave.js"),
  "budget-lines": () => import("./budget-lines.js"),
  "character-count": () => import("./character-count.js"),
  "conditions": () => import("./conditions.js"),
  "copy": () => import("./copy.js"),
  "leave-form": () => ({ default: leaveForm }), // on so many forms that a file of its own costs more than it weighs
  "lock-warning": () => import("./lock-warning.js"),
  "passkey": () => import("./passkey.js"),
  "quick-exit": () => import("./quick-exit.js"),
  "refill-form": () => import("./refill-form.js"),
  "refresh-code": () => import("./refresh-code.js"),
  "screens": () => import("./screens.js"),
  "signature": () => import("./signature.js"),
  "table-notes": () => import("./table-notes.js"),
};
const started = new WeakMap();

async function start(element) {
  const done = started.get(element) || started.set(element, new Set()).get(element);
  for (const name of element.dataset.module.split(" ")) {
    if (!modules[name] || done.has(name)) continue;
    done.add(name);
    (await modules[name]()).default(element);
  }
}

function startAll(root) {
  if (root.matches && root.matches("[data-module]")) start(root);
  root.querySelectorAll("[data-module]").forEach(start);
  const summary = root.querySelector("[data-focus]");
  if (summary) summary.focus();
}

// Asks before leaving only when something was typed and not yet sent.
function leaveForm(form) {
  let unsaved = false;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  form.addEventListener("tandem:saved", () => { unsaved = false; });
  document.addEventListener("tandem:leaving", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

startAll(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) startAll(event.target);
});
