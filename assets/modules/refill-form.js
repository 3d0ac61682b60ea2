// Fills a form in again with what was typed before the lock. Only fields a person can type in or choose.
const TYPED = "input:not([type=hidden]):not([type=file]):not([type=password]), textarea, select";

const fieldsOf = (form, name) => [...form.querySelectorAll(TYPED)].filter((field) => field.name === name);

function fill(field, values) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
  else field.value = values[0];
}

export default async function refillForm(element) {
  const here = location.pathname + location.search;
  const answer = await fetch(`${element.dataset.url}?pad=${encodeURIComponent(here)}`).catch(() => null);
  if (!answer || !answer.ok) return;
  const { fields } = await answer.json();
  const matches = (form) => fields.filter(([name]) => fieldsOf(form, name).length).length;
  const form = [...document.querySelectorAll("form[method=post]")].sort((a, b) => matches(b) - matches(a))[0];
  if (!form || !matches(form)) return;
  const sent = new Map(fields);
  for (const field of form.querySelectorAll(TYPED)) {
    const ticks = field.type === "checkbox" || field.type === "radio";
    if (sent.has(field.name) || ticks) fill(field, sent.get(field.name) || []);
  }
  form.dataset.typed = "";
  document.querySelector("main").prepend(element);
  element.hidden = false;
}
