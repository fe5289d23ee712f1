// The measures of the last quarter of an hour: the ranking of all junctions, or the chosen one by signal group.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Choice } from "./alarm_list.mjs";
import { city, select, selected } from "./city.mjs";
import { Diagram, DiagramKey } from "./diagram.mjs";
import { usePolled } from "./polled.mjs";
import { compare, fold, junctionName, number, word } from "./words.mjs";

const SORTS = ["failed", "delay", "name"];
const THIN = 0.5; // coverage below which a row is grey and comes last

const sought = signal("");
const sort = signal("failed");

export const MeasuresPage = () => (selected.value ? html`<${One} id=${selected.value} />` : html`<${All} />`);

const share = (part, of) => (of ? part / of : null);
const failed = (row) => share(row.failures, row.cycles);
const delay = (row) => share(row.delay_s, row.delayed);
const isThin = (row) => row.coverage < THIN;
const known = (value) => (value === null ? -1 : value);

const ORDER = {
  failed: (a, b) => isThin(a) - isThin(b) || known(failed(b)) - known(failed(a)) || ORDER.name(a, b),
  delay: (a, b) => isThin(a) - isThin(b) || known(delay(b)) - known(delay(a)) || ORDER.name(a, b),
  name: (a, b) => compare(a.name, b.name),
};

function All() {
  const { told, old } = usePolled("/api/measures");
  const text = fold(sought.value.trim());
  const all = (told?.rows ?? []).map((row) => ({ ...row, name: nameOf(row.junction) }));
  const listed = all.filter((row) => [row.name, row.junction].some((part) => fold(part).includes(text))).sort(ORDER[sort.value]);
  return html`
    <main class="page ${old ? "stale" : ""}" aria-label=${word("page_measures")}>
      <header class="page-head">
        <h2>${word("page_measures")}</h2>
        <span class="count" role="status">${word("found", { found: listed.length, all: all.length })}</span>
        <${Choice} name="sort" of=${SORTS} says=${(one) => word(`sort_${one}`)} chosen=${sort} />
        <input
          type="search"
          value=${sought.value}
          placeholder=${word("find")}
          aria-label=${word("find")}
          onInput=${(event) => (sought.value = event.target.value)}
        />
      </header>
      <p class="page-note">${word("measures_note")} ${word("measures_least")}</p>
      ${told && (listed.length ? html`<${Table} columns=${RANKED} rows=${listed} of=${rankedCell} />` : html`<p class="nobody">${word("none_found")}</p>`)}
    </main>
  `;
}

const RANKED = ["junction", "failed", "on_green", "delay", "vehicles", "coverage"];

const rankedCell = (name, row) =>
  name === "junction"
    ? html`<button type="button" class="link-button" onClick=${() => select(row.junction)}>${row.name}</button>${row.has_loops || html`<span>${word("measures_no_loops")}</span>`}`
    : cells[name](row);

function One({ id }) {
  const { told, old } = usePolled(`/api/measures/${encodeURIComponent(id)}`);
  const name = nameOf(id);
  const now = told?.junction === id ? told : null;
  return html`
    <main class="page ${old ? "stale" : ""}" aria-label=${`${word("page_measures")}: ${name}`}>
      <header class="page-head">
        <button type="button" class="plain" onClick=${() => select("")}>‹ ${word("measures_all")}</button>
        <h2>${name}</h2>
      </header>
      <p class="page-note">${word("measures_note")} ${word("measures_least")}</p>
      ${now && html`<${Numbers} now=${now} />`}
      ${now && html`<${Diagrams} of=${now.diagram} />`}
    </main>
  `;
}

const Numbers = ({ now }) => html`
  ${now.has_loops && now.heard_s < 900 && html`<p class="page-note is-young">${word("measures_heard", { m: Math.floor(now.heard_s / 60) })}</p>`}
  <dl class="measure-sums">
    ${["failed", "on_green", "delay", "vehicles", "coverage"].map((name) => html`<div><dt>${word(`measures_${name}`)}</dt><dd>${cells[name](now)}</dd></div>`)}
  </dl>
  ${now.groups.length
    ? html`<${Table} columns=${GROUPED} rows=${now.groups.map((row) => ({ ...row, coverage: 1 }))} of=${(name, row) => (name === "group" ? row.group : cells[name](row))} />`
    : html`<p class="nobody">${word(now.has_loops ? "measures_waiting" : "measures_no_loops")}</p>`}
`;

const GROUPED = ["group", "failed", "green", "on_green", "delay", "vehicles"];

const percent = (value) => (value === null ? "–" : word("measures_percent", { n: number(value * 100) }));

const cells = {
  failed: (row) => (row.cycles ? html`<b>${percent(failed(row))}</b><span>${word("measures_of", { n: row.failures, all: row.cycles })}</span>` : "–"),
  on_green: (row) => percent(share(row.on_green, row.vehicles)),
  delay: (row) => (delay(row) === null ? "–" : number(delay(row))),
  vehicles: (row) => number(row.vehicles),
  coverage: (row) => percent(row.coverage),
  green: (row) => (row.mean_green_s ? word("seconds", { s: row.mean_green_s }) : "–"),
};

const Table = ({ columns, rows, of }) => html`
  <div class="table-box">
    <table class="measure-table">
      <thead>
        <tr>${columns.map((name) => html`<th scope="col">${word(`measures_${name}`)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr key=${row.junction ?? row.group} class=${isThin(row) ? "aged" : ""}>
          <th scope="row">${of(columns[0], row)}</th>
          ${columns.slice(1).map((name) => html`<td data-label=${word(`measures_${name}`)}>${of(name, row)}</td>`)}
        </tr>`)}
      </tbody>
    </table>
  </div>
`;

function Diagrams({ of }) {
  const drawn = Object.entries(of).filter(([, found]) => found.cycles.length);
  return html`
    <section class="diagrams">
      <h3>${word("measures_diagram")}</h3>
      ${drawn.length
        ? html`<${DiagramKey} />${drawn.map(([group, found]) => html`<${Diagram} key=${group} group=${group} of=${found} />`)}`
        : html`<p class="page-note">${word("measures_no_diagram")}</p>`}
    </section>
  `;
}

const nameOf = (id) => junctionName(city.value.junctions[city.value.place.get(id)]);
