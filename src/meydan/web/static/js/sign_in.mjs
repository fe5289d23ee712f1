// Signing in and out, an invitation taken up, and the password typed again before something dangerous.
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { ask, can, dialog, me, prove, proving, refused, signIn, signOut } from "./account.mjs";
import { Dialog, Field, Form, Refused } from "./dialog.mjs";
import { word } from "./words.mjs";

export function Account() {
  if (!me.value) return null;
  const { name, role } = me.value;
  if (!name) {
    return html`<div class="account">
      <button type="button" onClick=${() => (dialog.value = "sign_in")}>${word("sign_in")}</button>
    </div>`;
  }
  return html`
    <div class="account">
      ${can("manage_people") && html`<button type="button" onClick=${() => (dialog.value = "people")}>${word("people")}</button>`}
      ${can("read_audit") && html`<button type="button" onClick=${() => (dialog.value = "audit")}>${word("audit")}</button>`}
      <p><b>${name}</b><span>${word(`role_${role}`)}</span></p>
      <button type="button" onClick=${signOut}>${word("sign_out")}</button>
    </div>
  `;
}

export const SignInDialog = () => html`
  <${Dialog} title=${word("sign_in_title")} close=${() => (dialog.value = "")}>
    ${me.value.accounts ? html`<${SignInForm} done=${() => (dialog.value = "")} />` : html`<p>${word("no_accounts")}</p>`}
  <//>
`;

function SignInForm({ done }) {
  const act = async (typed) => {
    await signIn(typed.get("name"), typed.get("password"));
    done();
  };
  return html`
    <${Form} act=${act} button=${word("sign_in")}>
      <${Field} label=${word("account_name")}>
        <input name="name" autocomplete="username" autocapitalize="none" spellcheck=${false} required autofocus />
      <//>
      <${Field} label=${word("password")}>
        <input name="password" type="password" autocomplete="current-password" required />
      <//>
    <//>
  `;
}

export const SignInPage = () => html`
  <main class="door">
    <h1>${word("sign_in_title")}</h1>
    <p>${word(me.value.accounts ? "sign_in_first" : "no_accounts")}</p>
    ${me.value.accounts && html`<${SignInForm} done=${() => location.reload()} />`}
  </main>
`;

// The password once more; whatever waits for it goes on, or is given up.
export function ProveDialog() {
  const act = async (typed) => {
    await prove(typed.get("password"));
    proving.value(true);
  };
  return html`
    <${Dialog} title=${word("prove")} close=${() => proving.value(false)}>
      <${Form} act=${act} button=${word("confirm")} cancel=${() => proving.value(false)}>
        <${Field} label=${word("password_again")}>
          <input name="password" type="password" autocomplete="current-password" required autofocus />
        <//>
      <//>
    <//>
  `;
}

const INVITATION = "#invitation=";
export const invitation = () => (location.hash.startsWith(INVITATION) ? location.hash.slice(INVITATION.length) : "");

// The invitation leaves the address at once, so that it stays in no history; taken up, the page begins anew.
export function InvitationPage({ token }) {
  const [name, setName] = useState(null);
  const [refusal, setRefusal] = useState(null);
  useEffect(() => {
    history.replaceState(null, "", location.pathname);
    ask("POST", "/api/invitation/look", { token }).then((found) => setName(found.name), setRefusal);
  }, []);
  const act = async (typed) => {
    if (typed.get("password") !== typed.get("again")) throw refused("password_differs");
    await ask("POST", "/api/invitation", { token, name: typed.get("name") ?? "", password: typed.get("password") });
    location.reload();
  };
  return html`
    <main class="door">
      <h1>${word("invitation_title")}</h1>
      <${Refused} refusal=${refusal} />
      ${name !== null && html`
        <p>${name ? word("invitation_for", { name }) : word("invitation_first")}</p>
        <${Form} act=${act} button=${word("invitation_done")}>
          ${!name && html`<${Field} label=${word("account_name")}>
            <input name="name" autocomplete="username" autocapitalize="none" spellcheck=${false} required autofocus />
          <//>`}
          <${Field} label=${word("password_new")}>
            <input name="password" type="password" autocomplete="new-password" required />
          <//>
          <${Field} label=${word("password_repeat")}>
            <input name="again" type="password" autocomplete="new-password" required />
          <//>
        <//>
      `}
    </main>
  `;
}
