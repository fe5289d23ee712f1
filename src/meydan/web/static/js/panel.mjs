// One junction in detail: why, where it stands, its drawing, its groups over three cycles, its latest events.
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { Alarms } from "./alarms.mjs";
import { Bars } from "./bars.mjs";
import { facts, select, selected } from "./city.mjs";
import { Drawing } from "./drawing.mjs";
import { detail, entryOf } from "./live.mjs";
import { Link } from "./link.mjs";
import { Mark } from "./marks.mjs";
import { show } from "./nav.mjs";
import { Orders } from "./orders.mjs";
import { Override } from "./override.mjs";
import { SafetyData } from "./safety_data.mjs";
import { Trend } from "./trend.mjs";
import { clock, junctionName, number, say, word } from "./words.mjs";

export function Panel() {
  const id = selected.value;
  const entry = entryOf(id);
  const box = useRef(null);
  useEffect(() => {
    box.current.scrollTop = 0;
  }, [id]);
  const lost = entry.mode === "unknown";
  const now = detail.value?.id === id ? detail.value : null;
  return html`
    <aside class="panel ${entry.old || lost ? "stale" : ""}" aria-label=${junctionName(entry.junction)} tabindex="-1" ref=${box} onKeyDown=${(event) => event.key === "Escape" && close()}>
      <header class="panel-head">
        <${Mark} mode=${entry.mode} stage=${lost ? "" : entry.stage} />
        <div>
          <h2>${junctionName(entry.junction)}</h2>
          <p><span class="panel-id" title=${id}>${id}</span></p>
        </div>
        <button type="button" class="close" aria-label=${word("close")} title=${word("close")} onClick=${close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18" /></svg>
        </button>
      </header>
      ${now && html`<${Why} now=${now} entry=${entry} /><${Override} now=${now} />`}
      ${now && html`<${Alarms} now=${now} /><${Standing} now=${now} />`}
      ${facts.value && html`<${Drawing} facts=${facts.value} now=${now} />`}
      ${facts.value && now && html`<${Bars} facts=${facts.value} now=${now} />`}
      ${facts.value && html`<${Trend} facts=${facts.value} />`}
      <button type="button" class="plain to-measures" onClick=${() => show("measures")}>${word("measures_open")}</button>
      ${now && html`<${Orders} now=${now} />`}
      ${now && html`<${News} news=${now.recent} />`}
      ${now?.link && html`<${Link} now=${now} />`}
      ${facts.value && html`<${SafetyData} facts=${facts.value} />`}
    </aside>
  `;
}

// Whoever closes the panel from within goes on where it was opened.
function close() {
  select("");
  requestAnimationFrame(() => document.getElementById("junctions")?.focus({ preventScroll: true }));
}

const Why = ({ now, entry }) => html`
  <section class="why" aria-live="polite">
    <h3>${word("why")}</h3>
    <p>${entry.mode === "unknown" ? word("why_lost") : say(now.why.code, now.why.values)}</p>
    <span class="mode-chip"><${Mark} mode=${entry.mode} />${word(`mode_${entry.mode}`)}</span>
  </section>
`;

function Standing({ now }) {
  const second = now.cycle_second;
  const share = now.cycle_s && second >= 0 ? second / now.cycle_s : 0;
  return html`
    <dl class="standing">
      <div>
        <dt>${word("stage")}</dt>
        <dd>
          <b>${now.to ? `${now.stage || "–"} → ${now.to}` : now.stage || "–"}</b>
          <span>${now.stage_since_s >= 0 ? word("seconds", { s: now.stage_since_s }) : ""}</span>
        </dd>
      </div>
      <div>
        <dt>${word("next")}</dt>
        <dd>
          <b>${now.next ? now.next.stage : "–"}</b>
          <span>${nextText(now)}</span>
        </dd>
      </div>
      <div>
        <dt>${word("plan")}</dt>
        <dd>
          <b>${now.plan || "–"}</b>
          <span>${now.cycle_s ? word("cycle_of", { s: now.cycle_s }) : ""}</span>
        </dd>
      </div>
      <div>
        <dt>${word("cycle_second")}</dt>
        <dd>
          <b>${second >= 0 ? number(second) : "–"}</b>
          <span class="dial" style=${{ "--share": share }} aria-hidden="true"></span>
        </dd>
      </div>
    </dl>
  `;
}

function nextText({ next, to, mode }) {
  if (to) return word("moving");
  if (next) return word("in_seconds", { s: next.in_s });
  return mode === "central" ? word("demand_decides") : "";
}

const News = ({ news }) => html`
  <section class="news">
    <h3>${word("news")}</h3>
    ${news.length === 0 && html`<p class="nobody">${word("no_news")}</p>`}
    <ol>
      ${news.map(
        (item) => html`<li key=${`${item.t} ${item.code}`}>
          <time>${clock(item.t)}</time>
          <p>${say(item.code, item.values)}${item.why && html`<span>${say(item.why.code, item.why.values)}</span>`}</p>
        </li>`,
      )}
    </ol>
  </section>
`;
