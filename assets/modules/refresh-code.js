// Shows a fresh QR image every so many seconds while the page is looked at.
export default function refreshCode(element) {
  const image = element.querySelector("img");
  const source = image.getAttribute("src");
  const refresh = () => {
    if (document.hidden) return;
    const next = new URL(source, location.href);
    next.searchParams.set("t", Date.now());
    image.src = next;
  };
  setInterval(refresh, Number(element.dataset.seconds) * 1000);
  document.addEventListener("visibilitychange", refresh);
}
