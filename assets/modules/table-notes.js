// The table of a forum day: what is written is sealed and kept at once, and sent when there is network.
// Without this module (or without a secure connection) the same forms post to the server by themselves.
import { deviceName, forget, isPossible, keep, letters, remember, seal, tableAt } from "./letterbox.js";

const BATCH = 20;
const AGAIN = 20_000;
const LOOK = 20_000;
const OLD = 2 * 24 * 3600 * 1000;
const PATIENCE = 5;

export default async function tableNotes(root) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const say = { ...root.dataset, ...part("words").dataset };
  const [status, trouble, fresh, list] = ["status", "trouble", "fresh", "list"].map(part);
  const written = new Map(); // what this page still shows of letters that wait; gone after a reload, never stored
  const refused = new Map();
  let here;
  let busy = false;
  let failures = 0;
  let message = "";
  let sentAt = null;
  let later;

  if (!isPossible()) return;
  try {
    here = await thisTable();
  } catch {
    return; // no storage (a private window): the forms post by themselves
  }
  part("box").hidden = false;
  if (!here) {
    tell(status, say.unknown);
    return;
  }
  for (const [name, text] of Object.entries(here.shown)) {
    const place = root.querySelector(`[data-shown="${name}"]`);
    if (place) place.textContent = text;
  }
  root.querySelectorAll("[data-with-script]").forEach((element) => { element.hidden = false; });
  root.addEventListener("submit", onSubmit);
  root.addEventListener("click", onClick);
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush().then(look); });
  setInterval(look, LOOK);
  standReady();
  await show();
  root.dataset.isReady = "yes";
  flush();

  async function thisTable() {
    const [path] = location.pathname.match(/^\/tafel\/[^/]+\//) || [""];
    if (!say.place) return tableAt(path);
    const { place, kid, point } = say;
    const shown = Object.fromEntries([...root.querySelectorAll("[data-shown]")].map((e) => [e.dataset.shown, e.textContent]));
    const table = { path, place, kid, point, letters: say.letters, list: say.list, shown };
    await remember(table);
    return table;
  }

  async function standReady() {
    if (!navigator.serviceWorker) return;
    try {
      await navigator.serviceWorker.register(say.worker, { scope: say.scope });
      await navigator.serviceWorker.ready;
      tell(part("ready"), say.ready);
    } catch {
      // The page itself still keeps what is written; only opening it anew needs network.
    }
  }

  // --- writing

  async function onSubmit(event) {
    const form = event.target.closest("form[data-letter]");
    if (!form) return;
    event.preventDefault();
    if (form.dataset.isBusy) return;
    form.dataset.isBusy = "yes"; // at once: a double tap is one letter
    try {
      const content = await contentOf(form);
      const problem = problemOf(form, content);
      showProblem(form, problem);
      if (problem) return;
      const letter = await seal(content, here);
      await keep(letter);
      written.set(letter.id, content.words || say.agreed);
      done(form);
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    } catch {
      showProblem(form, say.notKept);
      return;
    } finally {
      delete form.dataset.isBusy;
    }
    await show();
    flush();
  }

  async function contentOf(form) {
    const fields = new FormData(form);
    const words = String(fields.get("words") || "").replace(/\r\n/g, "\n").trim();
    const statement = form.dataset.statement;
    const said_at = new Date().toISOString();
    if (form.dataset.letter === "change") {
      const device = say.device.replace("%s", await deviceName());
      return { kind: "change", statement, base: Number(form.dataset.base), words, said_at, device };
    }
    if (form.dataset.letter === "voice") return { kind: "voice", statement, voice: fields.get("kind"), words };
    return { kind: "statement", words, helps: fields.get("kind") === say.helps, said_at };
  }

  function problemOf(form, content) {
    if (content.kind === "voice" && !content.voice) return say.choose;
    if (!content.words) return content.voice === "agree" ? "" : say.empty;
    return [...content.words].length > Number(form.dataset.most) ? say.tooLong.replace("%s", form.dataset.most) : "";
  }

  function showProblem(form, text) {
    const field = form.querySelector("textarea");
    const group = field.closest(".govuk-form-group");
    group.querySelectorAll("[data-problem]").forEach((old) => old.remove());
    group.classList.toggle("govuk-form-group--error", Boolean(text));
    field.removeAttribute("aria-invalid");
    if (!text) return;
    const told = document.createElement("p");
    told.className = "govuk-error-message";
    told.dataset.problem = "";
    told.setAttribute("role", "alert");
    told.textContent = text;
    group.insertBefore(told, field);
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  function done(form) {
    if (form.dataset.letter === "statement") {
      form.querySelector("textarea").value = "";
      form.querySelector("textarea").focus();
      form.dispatchEvent(new Event("tandem:saved"));
    } else form.remove();
  }

  // --- a form under a statement

  function onClick(event) {
    const act = event.target.closest("[data-act]");
    if (act && list && list.contains(act)) openForm(event, act);
    if (event.target.closest("[data-close]")) event.target.closest("form").remove();
    if (event.target.closest("[data-send]")) {
      refused.clear();
      failures = 0;
      flush();
    }
  }

  function openForm(event, link) {
    const pattern = root.querySelector(`template[data-form="${link.dataset.act}"]`);
    const item = link.closest("[data-statement]");
    if (!pattern || !item) return;
    event.preventDefault();
    list.querySelectorAll("form[data-letter]").forEach((form) => form.remove());
    const form = pattern.content.firstElementChild.cloneNode(true);
    form.dataset.statement = item.dataset.statement;
    form.dataset.base = item.dataset.version;
    const field = form.querySelector("textarea");
    if (link.dataset.act === "change") field.value = item.querySelector("[data-words]").dataset.words;
    item.append(form);
    form.querySelector("input:not([type=hidden]), textarea").focus();
  }

  // --- sending

  async function flush() {
    clearTimeout(later);
    if (busy) return;
    busy = true;
    let came = 0;
    try {
      for (;;) {
        const waiting = (await mine()).filter((letter) => !refused.has(letter.id));
        if (!waiting.length || !navigator.onLine) break;
        const taken = await send(waiting.slice(0, BATCH));
        if (taken === null) break;
        came += taken;
      }
    } finally {
      busy = false;
    }
    await show();
    if (came) await look();
    if ((await mine()).length) later = setTimeout(flush, AGAIN);
  }

  // How many letters left; null when the server was not reached or took none.
  async function send(batch) {
    let answer;
    let told = {};
    try {
      answer = await fetch(here.letters, {
        method: "POST",
        credentials: "omit",
        redirect: "error",
        headers: { "Content-Type": "application/json", "X-Tandem-Letters": "1" },
        body: JSON.stringify({ letters: batch }),
      });
      told = await answer.json();
    } catch {
      failures += 1;
      return null;
    }
    if (!answer.ok || !told.receipts) {
      failures = PATIENCE;
      message = told.message || "";
      return null;
    }
    failures = 0;
    message = "";
    return handle(batch, told.receipts);
  }

  async function handle(batch, receipts) {
    const ours = new Set(batch.map((letter) => letter.id));
    let left = 0;
    for (const receipt of receipts.filter(({ id }) => ours.has(id))) {
      if (receipt.state === "refused") {
        refused.set(receipt.id, receipt.sentence);
        continue;
      }
      await forget(receipt.id);
      written.delete(receipt.id);
      left += 1;
    }
    if (left) sentAt = new Date();
    return left || null;
  }

  async function mine() {
    return (await letters()).filter((letter) => letter.place === here.place);
  }

  // --- showing

  async function show() {
    const all = await letters();
    const waiting = all.filter((letter) => letter.place === here.place);
    const others = all.length - waiting.length;
    const hour = sentAt && `${sentAt.getHours()}.${String(sentAt.getMinutes()).padStart(2, "0")}`;
    const counted = waiting.length === 1 ? say.waitsOne : say.waitsMore.replace("%s", waiting.length);
    tell(status, waiting.length ? counted : hour ? say.sent.replace("%s", hour) : "");
    const lines = [...new Set(refused.values())];
    if (failures >= PATIENCE) lines.push(message || say.failed);
    if (waiting.some((letter) => Date.now() - Date.parse(letter.time) > OLD)) lines.push(say.old);
    if (others) lines.push(others === 1 ? say.othersOne : say.othersMore.replace("%s", others));
    tell(trouble, lines.join(" "));
    part("send").hidden = !waiting.length;
    showWritten(waiting);
  }

  function showWritten(waiting) {
    const shown = waiting.filter((letter) => written.has(letter.id)).reverse();
    fresh.hidden = !shown.length;
    fresh.querySelector("ul").replaceChildren(...shown.map((letter) => {
      const line = document.createElement("li");
      line.textContent = written.get(letter.id);
      return line;
    }));
  }

  function tell(element, text) {
    if (element.textContent !== text) element.textContent = text;
    element.hidden = !text;
  }

  // The statements of the whole table anew; never under somebody's hands.
  async function look() {
    const isWriting = list && list.querySelector("form[data-letter]");
    if (!list || isWriting || document.hidden || !navigator.onLine || /[?&]pagina=/.test(location.search)) return;
    try {
      const answer = await fetch(here.list, { credentials: "omit" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!list.querySelector("form[data-letter]")) list.replaceChildren(...page.body.childNodes);
    } catch {
      // No network just now: what stands here stays.
    }
  }
}
