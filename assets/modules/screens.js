// Shows a long form a few questions at a time. Without this the form is one page; the phone's own back button works.
export default function screens(form) {
  const parts = [...form.querySelectorAll("[data-screen]")];
  if (parts.length < 2) return;
  const withError = parts.findIndex((part) => part.querySelector(".govuk-error-message"));
  let current = -1;

  function show(index) {
    const isMove = current !== -1 && current !== index;
    current = index;
    parts.forEach((part, at) => { part.hidden = at !== index; });
    if (!isMove) return;
    parts[index].focus({ preventScroll: true });
    parts[index].scrollIntoView();
  }

  function go(index) {
    if (index === current - 1 && history.state === "screens") history.back();
    else {
      history.pushState("screens", "", `#${parts[index].id}`);
      show(index);
    }
  }

  function fromAddress() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const index = target ? parts.findIndex((part) => part.contains(target)) : 0;
    if (index === -1) return;
    show(index);
    if (target && target !== parts[index]) target.focus();
  }

  parts.forEach((part, index) => {
    const row = part.querySelector(".govuk-button-group") || document.createElement("div");
    row.className = "govuk-button-group";
    if (index < parts.length - 1) row.append(button(form.dataset.next, "", () => go(index + 1)));
    if (index > 0) row.append(button(form.dataset.back, "govuk-button--secondary", () => go(index - 1)));
    part.append(row);
  });

  // Enter in a field goes on; only the last part sends.
  form.addEventListener("submit", (event) => {
    if (current === parts.length - 1) return;
    event.preventDefault();
    go(current + 1);
  });
  window.addEventListener("popstate", fromAddress);
  window.addEventListener("hashchange", fromAddress);
  show(Math.max(withError, 0));
}

function button(text, kind, action) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `govuk-button ${kind}`;
  element.textContent = text;
  element.addEventListener("click", action);
  return element;
}
