// The sites and their links: since when each is connected, when it was heard, how good its clock and its line are.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal, ask, can, reaches } from "./account.mjs";
import { Choice } from "./alarm_list.mjs";
import { city, select } from "./city.mjs";
import { LOST_S, OLD_S } from "./live.mjs";
import { clockText, isFarOff } from "./link.mjs";
import { usePolled } from "./polled.mjs";
import { clock, compare, day, fold, has, junctionName, number, say, word } from "./words.mjs";

const QUALITIES = ["lost", "old", "clock_off", "slow", "good"]; // worst first
const SORTS = ["quality", "name", "clock"];

const sought = signal("");
const only = signal("");
const sort = signal("quality");

const ORDER = {
  quality: (a, b) => QUALITIES.indexOf(a.quality) - QUALITIES.indexOf(b.quality) || b.losses - a.losses || ORDER.name(a, b),
  name: (a, b) => compare(a.name, b.name),
  clock: (a, b) => Math.abs(b.clock_s ?? 0) - Math.abs(a.clock_s ?? 0) || ORDER.name(a, b),
};

export function SitesPage() {
  const { told, old } = usePolled("/api/sites");
  const text = fold(sought.value.trim());
  const all = (told?.sites ?? []).map((site) => ({ ...site, name: junctionName(city.value.junctions[city.value.place.get(site.junction)]) }));
  const counts = Object.fromEntries(QUALITIES.map((name) => [name, all.filter((site) => site.quality === name).length]));
  const listed = all
    .filter((site) => !only.value || site.quality === only.value)
    .filter((site) => !text || [site.name, site.junction, site.site].some((part) => fold(part).includes(text)))
    .sort(ORDER[sort.value]);
  return html`
    <main class="page ${old ? "stale" : ""}" aria-label=${word("page_sites")}>
      <header class="page-head">
        <h2>${word("page_sites")}</h2>
        <span class="count" role="status">${word("alarms_found", { found: listed.length, all: all.length })}</span>
        <${Filters} counts=${counts} />
      </header>
      <p class="page-note">${word(kindOfField())}</p>
      ${told && (listed.length ? html`<${Table} listed=${listed} t=${told.t} />` : html`<p class="nobody">${word("none_found")}</p>`)}
    </main>
  `;
}

function kindOfField() {
  if (city.value.read_only) return "sites_read_only";
  if (city.value.virtual) return "sites_virtual";
  return city.value.twin ? "sites_twin" : "sites_street";
}

const Filters = ({ counts }) => html`
  <div class="counts" role="group" aria-label=${word("site_quality")}>
    ${QUALITIES.filter((name) => counts[name] || only.value === name).map((name) => html`<button
      type="button"
      aria-pressed=${only.value === name}
      onClick=${() => (only.value = only.value === name ? "" : name)}
    >
      <i class="severity link-${name}" aria-hidden="true"></i><b>${counts[name]}</b><span>${word(`quality_${name}`)}</span>
    </button>`)}
  </div>
  <${Choice} name="sort" of=${SORTS} says=${(one) => word(`sort_${one}`)} chosen=${sort} />
  <input
    type="search"
    value=${sought.value}
    placeholder=${word("find")}
    aria-label=${word("find")}
    onInput=${(event) => (sought.value = event.target.value)}
  />
`;

const COLUMNS = ["junction", "quality", "linked", "heard", "clock", "answer", "losses", "spoken"];

const Table = ({ listed, t }) => html`
  <div class="table-box">
    <table class="site-table">
      <thead>
        <tr>${COLUMNS.map((name) => html`<th scope="col">${word(`site_${name}`)}</th>`)}</tr>
      </thead>
      <tbody>
        ${listed.map((site) => html`<${Row} key=${site.junction} site=${site} t=${t} />`)}
      </tbody>
    </table>
  </div>
`;

const cell = (name, content, kind = "") => html`<td class=${content === "–" ? "is-empty" : kind} data-label=${word(`site_${name}`)}>${content}</td>`;

const Row = ({ site, t }) => html`
  <tr class=${site.quality === "old" || site.quality === "lost" ? "aged" : ""}>
    <th scope="row">
      <button type="button" class="link-button" onClick=${() => select(site.junction)}>${site.name}</button>
      <span>${[site.site, ...site.health.map(health)].filter(Boolean).join(" · ")}</span>
    </th>
    ${cell("quality", html`<b class="severity-word"><i class="severity link-${site.quality}" aria-hidden="true"></i>${word(`quality_${site.quality}`)}</b>`)}
    ${cell("linked", site.linked ? since(site.linked, t) : "–")}
    ${cell("heard", heard(site.silent_s), site.silent_s < 0 || site.silent_s >= LOST_S ? "is-bad" : site.silent_s >= OLD_S ? "is-old" : "")}
    ${cell("clock", site.clock_s === null ? "–" : html`${clockText(site.clock_s)}<${SetClock} site=${site} />`, site.clock_s !== null && isFarOff(site.clock_s) ? "is-bad" : "")}
    ${cell("answer", site.answer_ms === null ? "–" : word("milliseconds", { ms: number(site.answer_ms) }))}
    ${cell("losses", number(site.losses))}
    ${cell("spoken", site.spoken || "–")}
  </tr>
`;

function SetClock({ site }) {
  const [told, setTold] = useState("");
  if (!city.value.sets_clocks || !isFarOff(site.clock_s) || !can("override") || !reaches(site.junction)) return null;
  const set = () =>
    ask("POST", "/api/sites/clock", { junction: site.junction }).then(
      () => setTold(word("site_clock_asked")),
      (error) => {
        if (!(error instanceof Refusal)) throw error;
        setTold(say(error.code, error.values));
      },
    );
  const label = `${word("site_set_clock")}: ${site.name}`;
  return html`
    <span><button type="button" class="plain" aria-label=${label} onClick=${set}>${word("site_set_clock")}</button></span>
    <span class="site-told" role="status">${told}</span>
  `;
}

const heard = (s) => (s < 0 ? word("site_never") : word("link_ago", { s }));
const since = (then, t) => (t - then < 86400000 ? clock(then) : `${day(then)} ${clock(then)}`);
const health = (name) => (has(`news.health_${name}`) && name !== "in_use" ? say(`news.health_${name}`) : "");
