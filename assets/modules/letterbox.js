// Seals a text for the server alone, and keeps the sealed letter on this device until it was sent.
// The server opens it in tandem/kernel/letterbox.py. Nothing in here can open a letter again: its half of the key is gone.
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const utf8 = (words) => new TextEncoder().encode(words);
const fromBase64 = (words) => Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
const toBase64 = (buffer) => btoa([...new Uint8Array(buffer)].map((byte) => String.fromCharCode(byte)).join(""));

export const isPossible = () => Boolean(window.indexedDB && window.crypto && crypto.subtle && crypto.randomUUID);

export async function seal(content, { place, kid, point }) {
  const id = crypto.randomUUID();
  const theirs = await crypto.subtle.importKey("raw", fromBase64(point), CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const epk = await crypto.subtle.exportKey("raw", once.publicKey);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, once.privateKey, 256);
  const source = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: epk, info: utf8(`tandem letter ${kid}`) };
  const key = await crypto.subtle.deriveKey(how, source, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const cipher = { name: "AES-GCM", iv, additionalData: utf8(`${id} ${place}`) };
  const ct = await crypto.subtle.encrypt(cipher, key, utf8(JSON.stringify(content)));
  return { id, place, kid, epk: toBase64(epk), iv: toBase64(iv), ct: toBase64(ct), time: new Date().toISOString() };
}

// Three drawers: sealed letters, the tables this device opened (no words in them), and the name of this device.
let opened;
function database() {
  opened ||= new Promise((resolve, reject) => {
    const request = indexedDB.open("tandem-letterbox", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("letters", { keyPath: "id" });
      request.result.createObjectStore("tables", { keyPath: "path" });
      request.result.createObjectStore("device", { keyPath: "name" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function inDrawer(drawer, mode, act) {
  const transaction = (await database()).transaction(drawer, mode);
  const request = act(transaction.objectStore(drawer));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const keep = (letter) => inDrawer("letters", "readwrite", (drawer) => drawer.put(letter));
export const forget = (id) => inDrawer("letters", "readwrite", (drawer) => drawer.delete(id));
export const letters = () => inDrawer("letters", "readonly", (drawer) => drawer.getAll());
export const remember = (table) => inDrawer("tables", "readwrite", (drawer) => drawer.put(table));
export const tableAt = (path) => inDrawer("tables", "readonly", (drawer) => drawer.get(path));

// A name by chance, so that two note-takers can tell their texts apart without writing down who they are.
export async function deviceName() {
  const known = await inDrawer("device", "readonly", (drawer) => drawer.get("name"));
  if (known) return known.value;
  const value = [...crypto.getRandomValues(new Uint8Array(2))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  await inDrawer("device", "readwrite", (drawer) => drawer.put({ name: "name", value }));
  return value;
}
