// Which page is shown: the map, the alarms, the measures or the sites. The address keeps it, so that it can stay on a wall.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { frame } from "./live.mjs";
import { word } from "./words.mjs";

const PAGES = ["map", "alarms", "measures", "sites", "prove"];
const asked = () => {
  const wanted = new URLSearchParams(location.search).get("page");
  return PAGES.includes(wanted) ? wanted : "map";
};

export const page = signal(asked());

export function show(name) {
  page.value = name;
  const search = name === "map" ? location.pathname : `?page=${name}`;
  history.replaceState(null, "", search + location.hash);
}

export const Nav = () => html`
  <nav class="nav" aria-label=${word("pages")}>
    ${PAGES.map((name) => html`<button
      type="button"
      aria-current=${page.value === name ? "page" : undefined}
      onClick=${() => show(name)}
    >
      ${word(`page_${name}`)}${name === "alarms" && html`<${Unseen} />`}
    </button>`)}
  </nav>
`;

// How many alarms nobody has acknowledged, in the colour of the worst.
function Unseen() {
  const counts = frame.value?.alarms ?? [0, 0, 0];
  const all = counts.reduce((sum, n) => sum + n, 0);
  if (!all) return null;
  const worst = counts.findIndex((n) => n > 0) + 1;
  return html`<b class="unseen priority-${worst}" aria-label=${word("alarms_count", { n: all })} title=${word("alarms_count", { n: all })}>${all}</b>`;
}

