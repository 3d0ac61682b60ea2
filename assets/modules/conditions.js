// Shows only what is asked, as tandem/calls/rules/conditions.py reads the same trees (docs/rooms/calls.md, "Conditions").
export default function conditions(form) {
  const others = JSON.parse(form.dataset.answers || "{}");
  const show = () => showAsked(form, others);
  ["input", "change", "tandem:answers"].forEach((name) => form.addEventListener(name, show));
  window.addEventListener("pageshow", show); // the browser may put back what was typed
  form.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = true; });
  show();
}

// In the order of the page: an answer to a question that is not asked counts as empty.
function showAsked(form, others) {
  const kept = { ...others };
  let closed;
  form.querySelectorAll("[data-when], [data-question]").forEach((element) => {
    if (closed && closed.contains(element)) return;
    if (element.dataset.when) {
      element.hidden = !holds(JSON.parse(element.dataset.when), kept);
      if (element.hidden) closed = element;
    }
    if (!element.hidden && element.dataset.question) keep(element, kept);
  });
}

function keep(element, kept) {
  const { question, kind, value } = element.dataset;
  if (value !== undefined) kept[question] = JSON.parse(value);
  else if (element.type === "radio") { if (element.checked) kept[question] = element.value; }
  else if (element.type === "checkbox") { if (element.checked) kept[question] = [...(kept[question] || []), element.value]; }
  else if (element.type === "file" || kind === "budget") { if (element.value.trim()) kept[question] = [element.value]; }
  else if (element.list) kept[question] = listed(element);
  else kept[question] = kind === "number" || kind === "money" ? plainAmount(element.value) : element.value;
}

// What is chosen from a list by name counts by its key: <option value="Zonnedorp" data-value="44021">.
function listed(element) {
  const wanted = element.value.trim().toLowerCase();
  const option = [...element.list.options].find((one) => one.value.toLowerCase() === wanted);
  return option && option.dataset.value ? option.dataset.value : element.value;
}

// 1.234,50 as people type it, as 1234.50 is kept.
function plainAmount(text) {
  const digits = text.replace(/[\s€]/g, "");
  return digits.includes(",") || /^-?\d{1,3}(\.\d{3})+$/.test(digits) ? digits.replace(/\./g, "").replace(",", ".") : digits;
}

export function holds(tree, answers) {
  if (!tree || !Object.keys(tree).length) return true;
  if ("all" in tree) return tree.all.every((part) => holds(part, answers));
  if ("any" in tree) return tree.any.some((part) => holds(part, answers));
  return compared(tree.op, answers[tree.question], tree.value);
}

function compared(operator, given, wanted) {
  if (operator === "filled" || operator === "empty") return isEmpty(given) === (operator === "empty");
  if (operator === "is" || operator === "is_not") return isSame(given, wanted) === (operator === "is");
  if (operator === "includes") return includes(given, wanted);
  const [found, limit] = [number(given), number(wanted)];
  if (!found || !limit) return false;
  return operator === "at_least" ? order(found, limit) >= 0 : order(found, limit) <= 0;
}

function isEmpty(value) {
  return value == null || (Array.isArray(value) && !value.length) || (typeof value === "string" && !value.trim());
}

function isSame(given, wanted) {
  if (isEmpty(given) || isEmpty(wanted)) return isEmpty(given) && isEmpty(wanted);
  const [one, other] = [number(given), number(wanted)];
  if (one && other) return order(one, other) === 0;
  return typeof given === "string" && given.trim() === String(wanted).trim();
}

function includes(given, wanted) {
  if (isEmpty(given) || isEmpty(wanted)) return false;
  if (Array.isArray(given)) return given.includes(wanted);
  return typeof given === "string" && given.toLowerCase().includes(String(wanted).trim().toLowerCase());
}

// Sign, digits and the place of the first digit: no floating point, so large amounts keep all their digits.
function number(value) {
  if (!["string", "number"].includes(typeof value)) return null;
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(String(value).trim().replaceAll("_", ""));
  if (!parts || !(parts[2] + parts[3])) return null;
  const digits = (parts[2] + parts[3]).replace(/^0+/, "");
  const zeros = (parts[2] + parts[3]).length - digits.length;
  const place = BigInt(parts[2].length - zeros) + BigInt(parts[4] || 0);
  return { sign: digits ? (parts[1] === "-" ? -1 : 1) : 0, digits: digits.replace(/0+$/, ""), place: digits ? place : 0n };
}

function order(one, other) {
  if (one.sign !== other.sign) return one.sign - other.sign;
  if (one.place !== other.place) return one.place > other.place ? one.sign : -one.sign;
  if (one.digits === other.digits) return 0;
  return one.digits > other.digits ? one.sign : -one.sign; // as text, from the first digit on
}
