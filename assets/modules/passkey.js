// Logs in with a passkey, or makes one. The server's question and our answer travel as JSON with base64url bytes.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (list) => (list || []).map((entry) => ({ ...entry, id: toBytes(entry.id) }));

function asked(question) {
  const options = { ...question.publicKey, challenge: toBytes(question.publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.allowCredentials) options.allowCredentials = withBytes(options.allowCredentials);
  if (options.excludeCredentials) options.excludeCredentials = withBytes(options.excludeCredentials);
  return { publicKey: options };
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function question({ options, optionsUrl }) {
  if (options) return JSON.parse(options);
  const answer = await fetch(optionsUrl, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

export default function passkey(element) {
  if (!window.PublicKeyCredential) return;
  const form = element.querySelector("form");
  const problem = element.querySelector("[role=status]");
  element.hidden = false;

  async function ask() {
    problem.textContent = "";
    try {
      const options = asked(await question(element.dataset));
      const making = element.dataset.kind === "create";
      const credential = await navigator.credentials[making ? "create" : "get"](options);
      form.elements.credential.value = answered(credential);
      form.submit();
    } catch {
      problem.textContent = element.dataset.failed;
    }
  }

  form.querySelector("button").addEventListener("click", ask);
  // Enter in the name field does the same as the button.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}
