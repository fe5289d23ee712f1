// The frame of the page: head, list, map and panel.
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { dialog, proving } from "./account.mjs";
import { AlarmPage } from "./alarm_list.mjs";
import { AuditDialog } from "./audit.mjs";
import { city, selected, setTheme, theme } from "./city.mjs";
import { ExchangePage } from "./exchange.mjs";
import { age, frame, freshness } from "./live.mjs";
import { List } from "./list.mjs";
import { MapView } from "./map.mjs";
import { MeasuresPage } from "./measures.mjs";
import { Nav, page } from "./nav.mjs";
import { OverrideDialog } from "./override.mjs";
import { Pace } from "./pace.mjs";
import { Panel } from "./panel.mjs";
import { PeopleDialog } from "./people.mjs";
import { SitesPage } from "./sites.mjs";
import { ProvePage } from "./proofs.mjs";
import { Account, ProveDialog, SignInDialog } from "./sign_in.mjs";
import { LANGUAGES, clock, day, has, language, setLanguage, weekday, word } from "./words.mjs";

export function Shell() {
  const { name, twin, virtual } = city.value;
  useEffect(() => {
    document.title = `${name} – Meydan`;
  }, [name]);
  return html`
    <a class="skip" href="#junctions" hidden=${page.value !== "map"} onClick=${toList}>${word("skip")}</a>
    <div class="shell ${twin || virtual ? "is-twin" : ""} ${hasPanel() ? "has-panel" : ""} ${page.value === "map" ? "" : "has-page"}">
      <${Head} />
      ${page.value === "map" && html`<${List} /><${MapView} />`}
      ${page.value === "alarms" && html`<${AlarmPage} />`}
      ${page.value === "measures" && html`<${MeasuresPage} />`}
      ${page.value === "sites" && html`<${SitesPage} />`}
      ${page.value === "prove" && html`<${ProvePage} />`}
      ${page.value === "exchange" && html`<${ExchangePage} />`}
      ${hasPanel() && html`<${Panel} />`}
    </div>
    <${Dialogs} />
  `;
}

// On the page of measures the chosen junction fills the page itself.
const hasPanel = () => selected.value && page.value !== "measures";

const Dialogs = () => html`
  ${dialog.value === "sign_in" && html`<${SignInDialog} />`}
  ${dialog.value === "people" && html`<${PeopleDialog} />`}
  ${dialog.value === "audit" && html`<${AuditDialog} />`}
  ${dialog.value === "override" && html`<${OverrideDialog} />`}
  ${proving.value && html`<${ProveDialog} />`}
`;

function toList(event) {
  event.preventDefault();
  document.getElementById("junctions").focus();
}

const Head = () => html`
  <header class="head">
    <div class="brand">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M10 2h4v5.2a5.2 5.2 0 0 1 2.8 2.8H22v4h-5.2a5.2 5.2 0 0 1-2.8 2.8V22h-4v-5.2A5.2 5.2 0 0 1 7.2 14H2v-4h5.2A5.2 5.2 0 0 1 10 7.2z"
        />
        <circle cx="12" cy="12" r="2.4" />
      </svg>
      <div>
        <h1>${city.value.name}</h1>
        <p>${strategyName(city.value.strategy)}</p>
      </div>
    </div>
    ${city.value.twin && html`<${Sign} what="twin" note=${word("twin_note")} />`}
    ${city.value.virtual && html`<${Sign} what="virtual" note=${word("virtual_note")} />`}
    ${city.value.read_only && html`<${Sign} what="read_only" note=${word("read_only_note")} />`}
    <${Nav} />
    <div class="head-space"></div>
    ${city.value.twin && html`<${Pace} />`}
    <${Freshness} />
    <${CityClock} />
    <${Choices} />
    <${Account} />
  </header>
`;

const strategyName = (name) => (has(`screen.strategy_${name}`) ? word(`strategy_${name}`) : name);

// What nobody may overlook: that no lamp hangs on this, or that nothing is ordered here.
const Sign = ({ what, note }) => html`
  <div class="twin-sign"><strong>${word(what)}</strong><span>${note}</span></div>
`;

function Freshness() {
  const state = freshness.value;
  const seconds = Math.floor(age.value);
  return html`<p class="fresh fresh-${state}" role="status" aria-live="polite">
    <i aria-hidden="true"></i><span>${word(`fresh_${state}`, { age: seconds })}</span>
  </p>`;
}

function CityClock() {
  const t = frame.value?.t;
  if (!t) return html`<div class="clock"></div>`;
  return html`
    <div class="clock" aria-label=${word("city_time")}>
      <time>${clock(t)}</time>
      <span title=${weekday(t)}>${day(t)}</span>
    </div>
  `;
}

export const Choices = () => html`
  <div class="choices">
    <div class="choice" role="group" aria-label=${word("language")}>
      ${LANGUAGES.map(
        (name) => html`<button
          type="button"
          lang=${name}
          aria-pressed=${language.value === name}
          onClick=${() => setLanguage(name)}
        >
          ${name.toUpperCase()}
        </button>`,
      )}
    </div>
    <div class="choice" role="group" aria-label=${word("theme")}>
      ${THEMES.map(
        ([name, path]) => html`<button
          type="button"
          title=${word(`theme_${name}`)}
          aria-label=${word(`theme_${name}`)}
          aria-pressed=${theme.value === name}
          onClick=${() => setTheme(name)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>
        </button>`,
      )}
    </div>
  </div>
`;

const THEMES = [
  ["system", "M4 5h16v11H4zM8 20h8M12 16v4"],
  ["light", "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19"],
  ["dark", "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
];
