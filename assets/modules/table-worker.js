// Keeps the page of a table at hand without network: files that are the same for everybody, never a page with words on it.
// `self.tandemShell` is set by /tafel/werker.js, which loads this file; its scope is /tafel/ alone.
const { name, files, shell } = self.tandemShell;
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll([...files, shell])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (files.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});

async function dropOld() {
  const old = (await caches.keys()).filter((key) => key.startsWith("tandem-table-") && key !== name);
  await Promise.all(old.map((key) => caches.delete(key)));
}

async function file(request) {
  const cache = await caches.open(name);
  return (await cache.match(new URL(request.url).pathname)) || fetch(request);
}

// The page itself while there is network that answers in time, else the empty page to write on.
async function page(request) {
  const kept = await (await caches.open(name)).match(shell);
  if (!navigator.onLine && kept) return kept;
  const coming = fetch(request);
  if (!kept) return coming;
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, kept); });
  return Promise.race([coming.catch(() => kept), late]);
}
