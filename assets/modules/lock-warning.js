// Warns a minute before the idle lock. Typing is not idle; what was typed is kept by the server before the lock.
const MARGIN = 3;
const RETRY = 10000;

export default function lockWarning(element) {
  const { stayUrl, lockUrl, keepUrl, csrf } = element.dataset;
  const [lockAfter, warning] = [Number(element.dataset.lockAfter), Number(element.dataset.warning)];
  const dialog = element.querySelector("dialog");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("tandem-contact") : null;
  let contactAt = Date.now();
  let typedAt = 0;
  let asking = false;

  const post = (url, body) => {
    body.set("csrfmiddlewaretoken", csrf);
    return fetch(url, { method: "POST", body, redirect: "manual" }).catch(() => null);
  };

  function contact(tell = true) {
    contactAt = Date.now();
    if (dialog.open) dialog.close();
    if (tell && channel) channel.postMessage(contactAt);
  }

  async function stay() {
    if (asking) return;
    asking = true;
    const answer = await post(stayUrl, new FormData());
    asking = false;
    if (answer && answer.ok) contact();
    else if (answer) lock();
  }

  // The form that was typed in goes to the server with the page's address, so that it can be filled in again.
  // Without internet the page is covered, and nothing is thrown away until the server answers.
  async function lock() {
    clearInterval(timer);
    const form = document.querySelector("form[data-typed]");
    const here = location.pathname + location.search;
    if (form && keepUrl) {
      const body = new FormData(form);
      body.set("keep_path", here);
      if (!(await post(keepUrl, body))) return cover();
    }
    document.dispatchEvent(new Event("tandem:leaving"));
    location.assign(`${lockUrl}?next=${encodeURIComponent(here)}`);
  }

  function cover() {
    document.querySelector("main").hidden = true;
    if (!dialog.open) dialog.showModal();
    setTimeout(lock, RETRY);
  }

  function look() {
    const idle = (Date.now() - contactAt) / 1000;
    if (idle >= lockAfter - MARGIN) lock();
    else if (idle >= lockAfter - warning && !dialog.open) {
      if (Date.now() - typedAt < warning * 1000) stay();
      else dialog.showModal();
    }
  }

  document.addEventListener("input", (event) => {
    typedAt = Date.now();
    const form = event.target.form;
    if (form && form.method === "post") form.dataset.typed = "";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.requestConfig.headers["X-Tandem-Looks"]) contact(); // a page that renews itself is nobody
  });
  document.addEventListener("tandem:contact", () => contact());
  if (channel) channel.onmessage = () => contact(false);
  dialog.querySelector("button").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  const timer = setInterval(look, 1000);
}
