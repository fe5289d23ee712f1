// Starts the page: words and city first, then the live stream.
import { html } from "htm/preact";
import { render } from "preact";
import { loadMe, me, sees } from "./account.mjs";
import { loadCity } from "./city.mjs";
import { startStream } from "./live.mjs";
import { Choices, Shell } from "./shell.mjs";
import { InvitationPage, SignInPage, invitation } from "./sign_in.mjs";
import { loadWords } from "./words.mjs";

async function start() {
  await Promise.all([loadWords(), loadMe()]);
  const app = document.getElementById("app");
  const token = invitation();
  if (token && me.value) return render(html`<${Door}><${InvitationPage} token=${token} /><//>`, app);
  if (!sees()) return render(html`<${Door}><${SignInPage} /><//>`, app);
  await loadCity();
  render(html`<${Shell} />`, app);
  return startStream();
}

const Door = ({ children }) => html`<div class="door-head"><${Choices} /></div>${children}`;

start().catch((error) => {
  console.error(error);
  const tr = document.documentElement.lang === "tr";
  document.getElementById("app").textContent = tr
    ? "Merkeze ulaşılamıyor. Sayfayı yenileyin."
    : "The centre cannot be reached. Reload the page.";
});
