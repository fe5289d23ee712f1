// All junctions as a list: everything the map shows, for eyes, keyboard and screen reader alike.
import { computed, effect, signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { city, select, selected } from "./city.mjs";
import { frame, isLost, junctions } from "./live.mjs";
import { Level, MODES, Mark } from "./marks.mjs";
import { left } from "./override.mjs";
import { compare, fold, junctionName, language, word } from "./words.mjs";

const ROW_REM = 3.5;
const SPARE = 4; // rows drawn beyond the edge
const SORTS = ["name", "state", "wait", "traffic"];

const sought = signal("");
const sort = signal("name");
const only = signal(""); // a mode, or "" for all
const scrolled = signal({ top: 0, height: 0 });

const named = computed(() => {
  language.value; // names and their order belong to the language
  return junctions.value.map((entry) => ({ ...entry, name: junctionName(entry.junction) }));
});

const ORDER = {
  name: (a, b) => compare(a.name, b.name),
  state: (a, b) => MODES.indexOf(a.mode) - MODES.indexOf(b.mode),
  wait: (a, b) => b.wait - a.wait,
  traffic: (a, b) => b.level - a.level,
};

const listed = computed(() => {
  const text = fold(sought.value.trim());
  const fits = (entry) =>
    (!only.value || entry.mode === only.value) &&
    (!text || fold(entry.name).includes(text) || fold(entry.junction.id).includes(text));
  return named.value.filter(fits).sort((a, b) => ORDER[sort.value](a, b) || ORDER.name(a, b));
});

// From the search: down into the list; Escape empties the search and leaves the panel alone.
function toRows(event) {
  if (event.key === "ArrowDown") document.getElementById("junctions").focus();
  if (event.key === "Escape" && sought.value) event.stopPropagation();
}

const rowHeight = () => ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);

export function List() {
  return html`
    <aside class="list" aria-label=${word("junctions")}>
      <div class="list-head">
        <div class="list-title">
          <h2>${word("junctions")}</h2>
          <span class="count">${word("found", { found: listed.value.length, all: city.value.junctions.length })}</span>
          <label class="sort">
            <span class="hidden">${word("sort")}</span>
            <select title=${word("sort")} value=${sort.value} onChange=${(event) => (sort.value = event.target.value)}>
              ${SORTS.map((name) => html`<option value=${name}>${word(`sort_${name}`)}</option>`)}
            </select>
          </label>
        </div>
        <${Counts} />
        <input
          type="search"
          value=${sought.value}
          placeholder=${word("find")}
          aria-label=${word("find")}
          onInput=${(event) => (sought.value = event.target.value)}
          onKeyDown=${toRows}
        />
      </div>
      <${Rows} />
    </aside>
  `;
}

function Counts() {
  const counts = Object.fromEntries(MODES.map((mode) => [mode, 0]));
  for (const entry of junctions.value) counts[entry.mode] += 1;
  return html`
    <div class="counts" role="group" aria-label=${word("filter_state")}>
      ${MODES.toReversed()
        .filter((mode) => counts[mode] || only.value === mode)
        .map(
          (mode) => html`<button
            type="button"
            aria-pressed=${only.value === mode}
            onClick=${() => (only.value = only.value === mode ? "" : mode)}
          >
            <${Mark} mode=${mode} /><b>${counts[mode]}</b><span>${word(`mode_${mode}`)}</span>
          </button>`,
        )}
    </div>
  `;
}

function Rows() {
  const box = useRef(null);
  useEffect(() => watchSize(box.current), []);
  useEffect(() => effect(() => showRow(box.current, selected.value)), []);
  const rows = listed.value;
  const height = rowHeight();
  const first = Math.max(0, Math.floor(scrolled.value.top / height) - SPARE);
  const last = Math.min(rows.length, Math.ceil((scrolled.value.top + scrolled.value.height) / height) + SPARE);
  const active = rows.some((entry) => entry.junction.id === selected.value) ? `row-${selected.value}` : undefined;
  return html`
    <div
      id="junctions"
      class="rows"
      ref=${box}
      role="listbox"
      tabindex="0"
      aria-label=${word("junctions")}
      aria-activedescendant=${active}
      onScroll=${() => measure(box.current)}
      onKeyDown=${(event) => move(event, rows)}
    >
      <div class="rows-all" role="presentation" style=${{ height: `${rows.length * height}px` }}>
        ${rows
          .slice(first, last)
          .map((entry, i) => html`<${Row} key=${entry.junction.id} entry=${entry} place=${first + i} of=${rows.length} />`)}
      </div>
      ${rows.length === 0 && html`<p class="nobody">${word("none_found")}</p>`}
    </div>
  `;
}

function Row({ entry, place, of }) {
  const { junction, mode, stage, wait, name } = entry;
  const isSelected = selected.value === junction.id;
  const lost = mode === "unknown";
  const level = lost ? -1 : entry.level;
  return html`
    <div
      id=${`row-${junction.id}`}
      class="row ${isSelected ? "selected" : ""} ${entry.until ? "overridden" : ""} ${entry.old || lost ? "stale" : ""}"
      role="option"
      aria-selected=${isSelected}
      aria-setsize=${of}
      aria-posinset=${place + 1}
      style=${{ top: `${place * ROW_REM}rem` }}
      onClick=${() => select(junction.id)}
    >
      <${Mark} mode=${mode} stage=${lost ? "" : stage} />
      <div class="row-text">
        <span class="row-name" title=${junction.id}>${name}</span>
        <span class="row-state">${stateText(entry)}</span>
      </div>
      <div class="row-numbers">
        <${Level} level=${level} />
        <span class="hidden">${word(level < 0 ? "level_none" : `level_${level}`)}</span>
        <span class="row-wait" title=${word("sort_wait")}>
          ${!lost && wait > 0 && html`<span class="hidden">${word("sort_wait")} </span>${word("seconds", { s: wait })}`}
        </span>
      </div>
    </div>
  `;
}

export function stateText(entry) {
  const text = modeText(entry);
  return entry.until ? `${word("override_row", { left: left(entry.until, frame.value.t) })} · ${text}` : text;
}

function modeText({ mode, stage, to, old, silent }) {
  if (mode === "unknown") return word(silent >= 0 && !isLost.value ? "silent_for" : "mode_unknown", { s: silent });
  if (old) return word("silent_for", { s: silent });
  if (to && stage) return `${word(`mode_${mode}`)} · ${word("stage_change", { stage, to })}`;
  if (stage) return `${word(`mode_${mode}`)} · ${word("stage_named", { stage })}`;
  return word(`mode_${mode}`);
}

function move(event, rows) {
  if (event.key === "Enter") document.querySelector(".panel")?.focus();
  const at = rows.findIndex((entry) => entry.junction.id === selected.value);
  const page = Math.max(1, Math.floor(scrolled.value.height / rowHeight()) - 1);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, Home: 0, End: rows.length - 1, PageDown: at + page, PageUp: at - page }[event.key];
  if (to === undefined || rows.length === 0) return;
  event.preventDefault();
  select(rows[Math.max(0, Math.min(rows.length - 1, to))].junction.id);
}

const measure = (box) => (scrolled.value = { top: box.scrollTop, height: box.clientHeight });

function watchSize(box) {
  const watch = new ResizeObserver(() => measure(box));
  watch.observe(box);
  return () => watch.disconnect();
}

// Keep the selected row in sight, whoever selected it.
function showRow(box, id) {
  const at = listed.peek().findIndex((entry) => entry.junction.id === id);
  if (at < 0) return;
  const height = rowHeight();
  const top = at * height;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}
