// Which page is shown: the map or one beside it. The address keeps it, so that it can stay on a wall.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { city } from "./city.mjs";
import { frame } from "./live.mjs";
import { usePolled } from "./polled.mjs";
import { word } from "./words.mjs";

const PAGES = ["map", "alarms", "measures", "sites", "prove", "exchange"];
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

const isThere = (name) => (name === "prove" ? city.value.proves : name === "exchange" ? city.value.exchanges : true);

export const Nav = () => html`
  <nav class="nav" aria-label=${word("pages")}>
    ${PAGES.filter(isThere).map((name) => html`<button
      type="button"
      aria-current=${page.value === name ? "page" : undefined}
      onClick=${() => show(name)}
    >
      ${word(`page_${name}`)}${name === "alarms" && html`<${Unseen} />`}${name === "exchange" && html`<${Withdrawn} />`}
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

// How many packages here were withdrawn by their city, and how many steps wait for a second person, which they do for a
// quarter of an hour only; whoever looks at another page must see it too.
function Withdrawn() {
  const { told } = usePolled("/api/exchange/alarms", 30_000);
  const says = word("exchange_alarms", { n: told?.withdrawn });
  const waits = word("step_waiting", { n: told?.waiting });
  return html`
    ${told?.withdrawn > 0 && html`<b class="unseen priority-${told.running ? 1 : 2}" aria-label=${says} title=${says}>${told.withdrawn}</b>`}
    ${told?.waiting > 0 && html`<b class="unseen waits" aria-label=${waits} title=${waits}>${told.waiting}</b>`}
  `;
}
