// What stands still: the city, the chosen junction, and the choices of this person.
import { effect, signal } from "@preact/signals";

export const city = signal(null);
export const selected = signal("");
export const facts = signal(null); // of the selected junction
export const theme = signal(document.documentElement.dataset.theme);
export const themeShown = signal("dark"); // what the system or the person wants now

export async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

let told = ""; // the city as it was told

export async function loadCity() {
  const found = await fetchJson("/api/city");
  told = JSON.stringify(found);
  found.place = new Map(found.junctions.map((junction, i) => [junction.id, i]));
  found.numbered = found.junctions.some((junction) => junction.name === junction.id);
  city.value = found;
  select(asked());
  addEventListener("hashchange", () => select(asked()));
  addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && select(""));
}

// Another run may answer at the same address, with another strategy or another city: the page then begins anew.
export async function checkCity() {
  if (JSON.stringify(await fetchJson("/api/city")) !== told) location.reload();
}

// The address names the selected junction: it can be kept, shared and put on a wall.
const asked = () => decodeURIComponent(location.hash.slice(1));

export function select(id) {
  const known = city.value.place.has(id) ? id : "";
  if (known === selected.value) return;
  selected.value = known;
  facts.value = null;
  history.replaceState(null, "", location.pathname + location.search + (known ? `#${encodeURIComponent(known)}` : ""));
  if (!known) return;
  fetchJson(`/api/junctions/${encodeURIComponent(known)}`)
    .then((found) => {
      if (selected.value === known) facts.value = found;
    })
    .catch((error) => console.warn(error));
}

export function keep(name, value) {
  try {
    localStorage.setItem(`meydan.${name}`, value);
  } catch {
    // storage may be forbidden; the choice then lasts as long as the page
  }
}

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const showTheme = () => {
  const dark = theme.value === "dark" || (theme.value === "system" && systemIsDark.matches);
  document.documentElement.dataset.theme = theme.value;
  document.documentElement.dataset.shown = dark ? "dark" : "light";
  themeShown.value = dark ? "dark" : "light";
};
systemIsDark.addEventListener("change", showTheme);
effect(showTheme);

export function setTheme(wanted) {
  theme.value = wanted;
  keep("theme", wanted);
}
