// A button that copies the text beside it.
export default function copy(element) {
  const button = element.querySelector("button");
  const done = element.querySelector("[role=status]");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.dataset.text);
    done.textContent = element.dataset.done;
    setTimeout(() => { done.textContent = ""; }, 4000);
  });
}
