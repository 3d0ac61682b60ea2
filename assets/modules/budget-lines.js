// Adds up a budget while somebody types, in whole cents, and makes new lines.
export default function budgetLines(budget) {
  const lines = budget.querySelector("[data-part=lines]");
  const more = budget.querySelector("[data-part=more]");
  const most = Number(budget.dataset.most);

  more.type = "button";
  more.textContent = more.dataset.text;
  more.addEventListener("click", () => {
    const row = budget.querySelector("template").content.querySelector("tr").cloneNode(true);
    row.querySelectorAll("[name]").forEach((input) => { input.name = input.name.replace("__n__", lines.rows.length); });
    lines.append(row);
    more.hidden = lines.rows.length >= most;
    row.querySelector("input").focus();
  });
  budget.addEventListener("input", () => addUp(budget, lines));
  addUp(budget, lines);
}

function addUp(budget, lines) {
  const totals = {};
  [...lines.rows].forEach((row) => {
    let sum = 0n;
    row.querySelectorAll("[data-money]").forEach((input) => {
      const cents = centsOf(input.value);
      input.toggleAttribute("data-over-limit", cents === null);
      if (cents === null) return;
      sum += cents;
      totals[input.dataset.money] = (totals[input.dataset.money] || 0n) + cents;
    });
    row.querySelector("[data-part=sum]").textContent = sum ? written(sum) : "";
  });
  const over = [];
  budget.querySelectorAll("[data-total]").forEach((cell) => {
    const kind = cell.dataset.total;
    const total = kind ? totals[kind] || 0n : Object.values(totals).reduce((sum, cents) => sum + cents, 0n);
    cell.textContent = written(total);
    const beyond = cell.dataset.cap ? total - centsOf(cell.dataset.cap) : 0n;
    if (beyond > 0n) over.push([cell.dataset.label, beyond]);
  });
  const said = budget.querySelector("[data-part=over]");
  said.textContent = over.map(([kind, cents]) => said.dataset.text.replace("{kind}", kind).replace("{n}", written(cents).slice(2))).join(" ");
}

// As tandem/calls/rules/budget.py reads amounts: 1.234,50 or 1234.50; nothing is zero, no amount is null.
export function centsOf(typed) {
  let text = typed.replace(/[\s€]/g, "");
  if (!text) return 0n;
  if (text.includes(",") || /^\d{1,3}(\.\d{3})+$/.test(text)) text = text.replaceAll(".", "").replace(",", ".");
  const parts = /^\+?(\d{0,12})(?:\.(\d{0,2})0*)?$/.exec(text);
  if (!parts || !(parts[1] || parts[2])) return null;
  return BigInt(parts[1] || 0) * 100n + BigInt((parts[2] || "").padEnd(2, "0"));
}

function written(cents) {
  const euros = String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, ".");
  return `€\u00a0${euros},${String(cents % 100n).padStart(2, "0")}`;
}
