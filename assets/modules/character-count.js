// Says how many characters are left; the plain sentence stays without JavaScript.
export default function characterCount(message) {
  const field = document.getElementById(message.dataset.for);
  if (!field) return;
  const most = Number(message.dataset.max);
  const show = () => {
    // Line ends count as two characters, as the server counts them.
    const left = most - field.value.replace(/\r?\n/g, "\r\n").length;
    const text = left < 0 ? message.dataset.over : message.dataset.left;
    message.textContent = text.replace("{n}", Math.abs(left));
    message.toggleAttribute("data-over-limit", left < 0);
  };
  message.setAttribute("aria-live", "polite");
  let later;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(show, 300);
  });
  show();
}
