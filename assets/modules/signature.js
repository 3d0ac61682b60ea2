// A drawn signature in a hidden field, as a PNG data address. Typing a name stays possible beside it.
import SignaturePad from "./signature_pad.js";

export default function signature(element) {
  const input = document.getElementById(element.dataset.input);
  const canvas = element.querySelector("canvas");
  element.querySelector(".handtekening__draw").hidden = false;
  const pad = new SignaturePad(canvas, { backgroundColor: "#fff", penColor: "#1b1f23" });

  // Sharp on every screen; what was drawn survives turning the tablet.
  function fit() {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const strokes = pad.toData();
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.fromData(strokes);
  }

  pad.addEventListener("endStroke", () => { input.value = pad.toDataURL("image/png"); });
  element.querySelector("[data-clear]").addEventListener("click", () => {
    pad.clear();
    input.value = "";
  });
  window.addEventListener("resize", fit);
  fit();
  if (input.value) pad.fromDataURL(input.value, { width: canvas.offsetWidth, height: canvas.offsetHeight });
}
