// The exchange between cities: whom this city trusts, what they publish, and how far each package came here.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal, ask, can } from "./account.mjs";
import { Refused } from "./dialog.mjs";
import { Badge, OnePackage, StateChip, Trouble } from "./package.mjs";
import { usePolled } from "./polled.mjs";
import { day, language, say, word, writtenDay } from "./words.mjs";

// The address keeps which package is shown, so that it can be sent and survives a reload.
const chosen = signal(new URLSearchParams(location.search).get("package") ?? "");

function choose(place) {
  chosen.value = place;
  history.replaceState(null, "", `?page=exchange${place ? `&package=${encodeURIComponent(place)}` : ""}${location.hash}`);
}

export const ExchangePage = () =>
  chosen.value ? html`<${OnePackage} place=${chosen.value} key=${chosen.value} close=${() => choose("")} />` : html`<${All} />`;

function All() {
  const { told, old, look } = usePolled("/api/exchange");
  const cities = new Set(told?.packages.map((one) => one.city));
  return html`
    <main class="page ${old ? "stale" : ""}" aria-label=${word("page_exchange")}>
      <header class="page-head">
        <h2>${word("page_exchange")}</h2>
        ${told && html`<span class="count" role="status">${word("exchange_count", { n: told.packages.length, m: cities.size })}</span>`}
      </header>
      ${told && html`<${Trouble} trouble=${told.trouble} />`}
      ${told?.alarms.map((one) => html`<${Withdrawn} one=${one} key=${one.place} />`)}
      <p class="page-note">${word("exchange_note")}</p>
      ${told && html`
        <h3>${word("exchange_packages")}</h3>
        ${told.packages.length ? html`<${Packages} packages=${told.packages} waiting=${told.waiting} />` : html`<p class="page-note">${word("exchange_no_packages")}</p>`}
        <h3>${word("exchange_registries")}</h3>
        ${told.registries.length ? html`<${Registries} registries=${told.registries} look=${look} />` : html`<p class="page-note">${word("exchange_no_registries")}</p>`}
      `}
    </main>
  `;
}

const Withdrawn = ({ one }) => html`
  <section class="exchange-alarm" role="alert">
    <p>
      <b>${word("exchange_alarm", { city: one.city, title: `${one.title[language.value]} ${one.version}`, day: writtenDay(one.withdrawn.day), reason: one.withdrawn.reason[language.value] })}</b>
      <span>${word(one.life.runs ? "exchange_alarm_runs" : "exchange_alarm_rests")}</span>
    </p>
    <button type="button" class="plain" aria-label=${`${word("exchange_open")}: ${one.title[language.value]}`} onClick=${() => choose(one.place)}>${word("exchange_open")}</button>
  </section>
`;

const Packages = ({ packages, waiting }) => html`
  <div class="table-box">
    <table class="package-table">
      <thead><tr>${["package", "badge", "here", "step"].map((name) => html`<th scope="col">${word(`exchange_${name}`)}</th>`)}</tr></thead>
      <tbody>
        ${packages.map((one) => html`<tr key=${one.place}>
          <th scope="row">
            <button type="button" class="link-button" onClick=${() => choose(one.place)}>${one.title[language.value]} ${one.version}</button>
            <span>${one.city}${one.kind && ` · ${word(`kind_${one.kind}`)}`}</span>
          </th>
          <td><${Badge} of=${one} /></td>
          <td><${StateChip} life=${one.life} />${one.life.runs && html`<span>${word("exchange_runs")}</span>`}</td>
          <td data-label=${word("exchange_step")}>${one.withdrawn || !one.life.next.length ? "–" : say(`life.state_${one.life.next[0].state}`)}${waiting.includes(one.place) && html`<span class="waits">${word("step_waits_short")}</span>`}</td>
        </tr>`)}
      </tbody>
    </table>
  </div>
`;

const Registries = ({ registries, look }) => html`
  <div class="table-box">
    <table class="registry-table">
      <thead><tr>${["city", "word", "listed", "level", "fingerprint"].map((name) => html`<th scope="col">${word(`exchange_${name}`)}</th>`)}</tr></thead>
      <tbody>
        ${registries.map((one) => html`<tr key=${one.city} class=${one.why ? "aged" : ""}>
          <th scope="row">${one.city}<span>${word("exchange_names", { prefix: one.prefix })}</span></th>
          <td><${LastWord} one=${one} look=${look} /></td>
          <td data-label=${word("exchange_listed")}>${one.packages ?? "–"}${one.outside.length > 0 && html`<span>${word("exchange_outside", { n: one.outside.length })}</span>`}</td>
          <td data-label=${word("exchange_level")}>${word(`exchange_level_${one.level}`)}</td>
          <td class="digest" data-label=${word("exchange_fingerprint")} title=${one.fingerprint}>${inGroups(one.fingerprint)}</td>
        </tr>`)}
      </tbody>
    </table>
  </div>
`;

function LastWord({ one, look }) {
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      await ask("POST", "/api/exchange/update", { city: one.city });
      setRefusal(null);
      await look();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return html`
    ${one.read === null ? word("exchange_never") : ago((Date.now() - one.read) / 1000)}
    ${one.good_until && !one.why && html`<span>${word("exchange_good", { day: day(one.good_until) })}</span>`}
    ${one.why && html`<span class="untold">${one.read !== null && one.packages === null && `${word("exchange_stale")}: `}${one.why[language.value]}</span>`}
    ${["design", "coordinate", "approve"].some(can) && html`<div><button type="button" class="plain" disabled=${busy} aria-label=${`${word("exchange_again")}: ${one.city}`} onClick=${again}>${word("exchange_again")}</button></div>`}
    ${refusal && html`<${Refused} refusal=${refusal} />`}
  `;
}

// As it is printed in the signed protocol: in groups that two persons can read to each other.
const inGroups = (fingerprint) => fingerprint.replace(/^sha256:/, "").replace(/(.{8})/g, "$1 ").trim();

function ago(s) {
  if (s < 60) return word("exchange_read_now");
  if (s < 3600) return word("exchange_read_minutes", { n: Math.floor(s / 60) });
  return s < 172800 ? word("exchange_read_hours", { n: Math.floor(s / 3600) }) : word("exchange_read_days", { n: Math.floor(s / 86400) });
}
