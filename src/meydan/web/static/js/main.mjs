// Starts the page: words and city first, then the live stream.
import { html } from "htm/preact";
import { render } from "preact";
import { loadCity } from "./city.mjs";
import { startStream } from "./live.mjs";
import { Shell } from "./shell.mjs";
import { loadWords } from "./words.mjs";

async function start() {
  await Promise.all([loadWords(), loadCity()]);
  render(html`<${Shell} />`, document.getElementById("app"));
  startStream();
}

start().catch((error) => {
  console.error(error);
  const tr = document.documentElement.lang === "tr";
  document.getElementById("app").textContent = tr
    ? "Merkeze ulaşılamıyor. Sayfayı yenileyin."
    : "The centre cannot be reached. Reload the page.";
});
