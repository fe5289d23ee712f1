// Who looks at the page, and how anything is asked of the centre in their name.
import { signal } from "@preact/signals";

export const me = signal(null); // null where this centre has no accounts at all
export const dialog = signal(""); // the dialog that is open: "sign_in", "people", "audit", "override"
export const proving = signal(null); // what waits for the password to be typed again

export async function loadMe() {
  const answer = await fetch("/api/me");
  me.value = answer.ok ? await answer.json() : null;
}

export const sees = () => !me.value || me.value.sees;
export const can = (act) => Boolean(me.value?.acts.includes(act));
export const reaches = (junction) => Boolean(me.value?.junctions.includes(junction));

// What the centre says no to, as a code with values.
export class Refusal extends Error {
  constructor({ code, values = {}, why = [] }) {
    super(code);
    this.code = code;
    this.values = values;
    this.why = why; // each reason in both languages, where there are several
  }
}

export const refused = (name, values) => new Refusal({ code: `screen.${name}`, values });

async function send(method, path, body) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const isTold = answer.status !== 204 && answer.headers.get("content-type")?.startsWith("application/json");
  const told = isTold ? await answer.json() : null;
  if (answer.ok) return told;
  throw told?.detail?.code ? new Refusal(told.detail) : refused("refused", { status: answer.status });
}

// Ask something of the centre. Who is not signed in any more signs in; what needs the password again waits for it.
export async function ask(method, path, body) {
  try {
    return await send(method, path, body);
  } catch (error) {
    if (error.code === "account.prove" && (await typedAgain())) return send(method, path, body);
    if (error.code === "account.sign_in") await loadMe().then(() => (dialog.value = "sign_in"));
    throw error;
  }
}

const typedAgain = () =>
  new Promise((resolve) => {
    proving.value = (done) => {
      proving.value = null;
      resolve(done);
    };
  });

export async function signIn(name, password) {
  await send("POST", "/api/session", { name, password });
  await loadMe();
}

export async function signOut() {
  await send("DELETE", "/api/session");
  await loadMe();
  if (!sees()) location.reload();
}

export const prove = (password) => send("POST", "/api/session/proof", { password });
