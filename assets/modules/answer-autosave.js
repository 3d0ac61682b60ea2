// Saves every field of a form by itself, with the version it had on this page. When somebody else was first, both texts
// are shown and a person chooses. What was typed stays on the page until the server has it (docs/rooms/calls-writing.md).
import wasTyped from "./typed.js";

const PAUSE = 1500;
const RETRY = 6000;

export default function answerAutosave(form) {
  const words = document.getElementById("woorden").dataset;
  const fields = new Map();
  form.querySelectorAll("[data-save-url]").forEach((element) => {
    fields.set(element, new Field(form, element, words, tell));
  });
  const unsaved = () => [...fields.values()].filter((field) => !field.isClean());

  function tell() {
    const left = unsaved().length;
    form.querySelector("[data-part=all]").textContent = left > 1 ? words.waits.replace("{n}", left) : "";
    if (!left) form.dispatchEvent(new Event("tandem:saved"));
  }

  form.addEventListener("input", (event) => {
    const field = fields.get(event.target.closest("[data-save-url]"));
    if (field) field.typed(event.target.matches("[type=radio], [type=checkbox], select") ? 0 : PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    if (!unsaved().length) return;
    event.preventDefault();
    for (let tries = 0; tries < 3 && unsaved().length; tries += 1) await Promise.all(unsaved().map((field) => field.flush()));
    const left = unsaved();
    if (left.length) left[0].show();
    else form.requestSubmit(event.submitter);
  });
  window.addEventListener("online", () => unsaved().forEach((field) => field.flush()));
  fields.forEach((field, element) => { if (wasTyped(element)) field.typed(PAUSE); });
}

class Field {
  constructor(form, element, words, tell) {
    Object.assign(this, { form, element, words, tell, dirty: false, waiting: null, busy: null, clash: null, refused: false });
    element.addEventListener("click", (event) => {
      if (event.target.dataset.choose) this.choose(event.target.dataset.choose);
    });
  }

  isClean() {
    return !this.dirty && !this.waiting && !this.busy && !this.clash;
  }

  typed(pause) {
    this.dirty = true;
    this.refused = false;
    this.plan(pause);
  }

  plan(pause) {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.flush(), pause);
  }

  // One request at a time. `waiting` was sent without an answer: it goes again exactly as it was, so that it counts once.
  flush() {
    clearTimeout(this.later);
    if (this.busy) return this.busy;
    if (this.clash || this.refused || (!this.dirty && !this.waiting)) return Promise.resolve();
    this.busy = this.send().finally(() => {
      this.busy = null;
      if (this.dirty && !this.waiting) this.plan(PAUSE);
      this.tell();
    });
    return this.busy;
  }

  async send() {
    if (!this.waiting) {
      this.waiting = this.body();
      this.dirty = false;
    }
    this.waiting.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    this.say(this.words.saving);
    let status = 0;
    let told = {};
    try {
      const answer = await fetch(this.element.dataset.saveUrl, { method: "POST", body: this.waiting, redirect: "manual" });
      status = answer.type === "opaqueredirect" ? 302 : answer.status;
      if (/json/.test(answer.headers.get("Content-Type"))) told = await answer.json();
    } catch {
      status = 0;
    }
    await this.answered(status, told);
  }

  async answered(status, told) {
    if (status === 200) this.saved(told);
    else if (status === 409) this.showBoth(told);
    else if (status === 422) this.refuse(told.message);
    else {
      this.say(status === 302 ? this.words.loggedOut : this.words.failed);
      if (status === 403) await this.newToken();
      this.plan(RETRY + Math.random() * RETRY);
    }
  }

  saved(told) {
    this.waiting = null;
    this.version().value = told.version;
    this.say([this.words.saved.replace("{at}", told.at), told.problem].filter(Boolean).join(". "));
    const warning = this.element.querySelector("[data-part=warning]");
    warning.textContent = told.warning;
    warning.hidden = !told.warning;
    document.dispatchEvent(new Event("tandem:contact"));
  }

  refuse(message) {
    this.waiting = null;
    this.dirty = true;
    this.refused = true;
    this.say(message || this.words.failed);
  }

  showBoth(told) {
    this.waiting = null;
    this.clash = told;
    const block = document.getElementById("twee-versies").content.firstElementChild.cloneNode(true);
    const fill = (text) => text.replace("{who}", told.by).replace("{when}", told.at);
    block.querySelectorAll("[data-text]").forEach((part) => { part.textContent = fill(part.dataset.text); });
    const mine = block.querySelector("[data-part=mine]");
    mine.textContent = this.text() || mine.dataset.empty;
    block.querySelector("[data-part=theirs]").textContent = told.text || mine.dataset.empty;
    block.querySelector("[data-choose=both]").hidden = !this.input() || !told.text;
    this.element.prepend(block);
    this.say(this.words.chooseFirst);
    block.focus();
  }

  async choose(choice) {
    const told = this.clash;
    if (choice === "theirs" && !(await this.reload())) return;
    this.element.querySelector(".twee-versies")?.remove();
    this.clash = null;
    if (choice === "theirs") {
      this.dirty = false;
      this.say("");
      this.tell();
      return;
    }
    const input = this.input();
    if (choice === "both") input.value = `${told.text}${input.tagName === "TEXTAREA" ? "\n\n" : " "}${input.value}`;
    this.version().value = told.version;
    this.dirty = true;
    (input || this.element).focus();
    if (input) input.dispatchEvent(new Event("input", { bubbles: true }));
    this.flush();
  }

  // What stands on the server now, fields and version together.
  async reload() {
    const page = await this.page();
    const fresh = page && page.getElementById(this.element.id);
    if (!fresh) {
      this.say(this.words.failed);
      return false;
    }
    this.element.replaceChildren(...fresh.childNodes);
    this.element.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
    this.form.dispatchEvent(new Event("tandem:answers"));
    return true;
  }

  // After a login in another window the form needs another token.
  async newToken() {
    const page = await this.page();
    const token = page && page.querySelector("#antwoorden [name=csrfmiddlewaretoken]");
    if (token) this.form.elements.csrfmiddlewaretoken.value = token.value;
  }

  async page() {
    try {
      const answer = await fetch(location.pathname, { redirect: "error" });
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  body() {
    const names = new Set([...this.element.querySelectorAll("input, select, textarea")].map((input) => input.name));
    return new URLSearchParams([...new FormData(this.form)].filter(([name, value]) => names.has(name) && !(value instanceof File)));
  }

  // The one text field of a question that holds text; nothing for other kinds.
  input() {
    return this.element.dataset.kindOf.endsWith("text") ? this.element.querySelector("textarea, input[type=text]") : null;
  }

  text() {
    const shown = [...this.element.querySelectorAll("textarea, select, input:not([type=hidden])")];
    return shown.map((input) => {
      if (input.matches("[type=radio], [type=checkbox]")) return input.checked ? input.labels[0].textContent.trim() : "";
      return input.value.trim();
    }).filter(Boolean).join(this.element.dataset.kindOf === "budget" ? " · " : "\n");
  }

  version() {
    return this.element.querySelector("input[type=hidden][name^=version-]");
  }

  say(text) {
    this.element.querySelector("[data-part=said]").textContent = text;
  }

  show() {
    const there = this.element.querySelector(".twee-versies") || this.element;
    there.focus();
    if (this.clash) this.say(this.words.chooseFirst);
  }
}
