// Snel weg: the page is gone at once; pressing Shift three times within two seconds does the same.
const TIMES = 3;
const WITHIN = 2000;

export default function quickExit(form) {
  let pressed = [];

  function hide() {
    document.title = " ";
    document.body.hidden = true;
    document.dispatchEvent(new Event("tandem:leaving"));
  }

  form.addEventListener("submit", hide);
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    pressed = event.key === "Shift" ? [...pressed, Date.now()].slice(-TIMES) : [];
    if (pressed.length < TIMES || Date.now() - pressed[0] > WITHIN) return;
    hide();
    form.submit();
  });
}
