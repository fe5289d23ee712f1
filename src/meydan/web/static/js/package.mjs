// One package: its way in this city with the next step, what it says of itself, its evidence, and every check of it.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { ask, can } from "./account.mjs";
import { Card } from "./card.mjs";
import { Dialog, Field, Form } from "./dialog.mjs";
import { usePolled } from "./polled.mjs";
import { Mark, changeText, percent } from "./proof.mjs";
import { NextStep } from "./steps.mjs";
import { clock, day, has, language, number, say, word, writtenDay } from "./words.mjs";

const WAY = ["found", "verified", "adapted", "proven", "shadow", "trial", "adopted", "reported"];
const STOPS = ["override", "design", "approve", "coordinate"];
const BADGES = { withdrawn: "bad", field_measured: "good", reproduced: "good", self_reported: "open", nothing: "none", unknown: "none" };
const CITIES = ["measured_in", "reproduced_by", "tried_on_twin_in", "reverted_in"];

const cityNames = (ids) => ids.join(", ");

const both = (text) => text[language.value];
const stateName = (state) => say(`life.state_${state}`);
const verdictLook = { passed: "good", passed_on_twin: "good", failed: "bad", flagged: "open", undecided: "open", not_assessed: "none" };

const standing = (of) => (of.withdrawn ? "withdrawn" : of.badge ? of.badge.standing : "unknown");

export function Badge({ of, long = false }) {
  const name = standing(of);
  const behind = CITIES.filter((by) => of.badge?.[by].length);
  return html`
    <b class="chip chip-${BADGES[name]}"><${Mark} kind=${BADGES[name]} />${word(`badge_${name}`)}</b>
    ${long && html`<span>${word(`badge_told_${name}`)}</span>`}
    ${behind.map((by) => html`<span>${word(`badge_${by}`, { n: of.badge[by].length, cities: cityNames(of.badge[by]) })}</span>`)}
  `;
}

export const StateChip = ({ life }) => {
  const look = life.withdrawn || life.state === "withdrawn" ? "bad" : life.runs ? "good" : WAY.indexOf(life.state) > 0 ? "run" : "none";
  return html`<b class="chip chip-${look}">${stateName(life.state)}</b>`;
};

export const Trouble = ({ trouble }) =>
  trouble.length > 0 &&
  html`<section class="exchange-alarm" role="alert"><p><b>${word("exchange_trouble")}</b>${trouble.map((one) => html`<span>${both(one)}</span>`)}</p></section>`;

export function OnePackage({ place, close }) {
  const { told, old, look } = usePolled(`/api/exchange/package?place=${encodeURIComponent(place)}`);
  const [stops, setStops] = useState("");
  const title = told ? `${both(told.title)} ${told.version}` : place;
  return html`
    <main class="page package ${old ? "stale" : ""}" aria-label=${`${word("page_exchange")}: ${title}`}>
      <header class="page-head">
        <button type="button" class="plain" onClick=${close}>‹ ${word("exchange_all")}</button>
        <h2>${title}</h2>
        ${told?.kind && html`<span class="count">${told.city} · ${word(`kind_${told.kind}`)}</span>`}
        ${told && html`<${Stops} life=${told.life} open=${setStops} />`}
      </header>
      ${told && html`
        <${Trouble} trouble=${told.trouble} />
        ${told.withdrawn && html`<section class="exchange-alarm" role="alert"><p>
          <b>${word("exchange_alarm", { city: told.city, title, day: writtenDay(told.withdrawn.day), reason: both(told.withdrawn.reason) })}</b>
          <span>${word(told.life.runs ? "exchange_alarm_runs" : "exchange_alarm_rests")}</span>
        </p></section>`}
        <p class="package-badge"><${Badge} of=${told} long /></p>
        <${Life} told=${told} look=${look} />
        <${Records} records=${told.life.records} />
        <${Inside} told=${told} />
        <${Checks} told=${told} />
      `}
    </main>
    ${stops && html`<${StopDialog} act=${stops} place=${place} title=${title} look=${look} close=${() => setStops("")} />`}
  `;
}

const Stops = ({ life, open }) =>
  STOPS.some(can) && html`
    ${life.may_reject && html`<button type="button" class="plain" onClick=${() => open("reject")}>${word("exchange_reject")}</button>`}
    ${life.may_revert && html`<button type="button" class="main danger" onClick=${() => open("revert")}>${word("exchange_revert")}</button>`}
  `;

function StopDialog({ act, place, title, look, close }) {
  const send = async (typed) => {
    await ask("POST", `/api/exchange/${act}`, { place, why: typed.get("why") });
    close();
    look();
  };
  return html`
    <${Dialog} title=${word(`exchange_${act}_title`)} close=${close}>
      <p class="override-where">${title}</p>
      <p>${word(`exchange_${act}_told`)}</p>
      <${Form} act=${send} button=${word(`exchange_${act}`)} cancel=${close} danger>
        <${Field} label=${word("exchange_why")}><textarea name="why" rows="3" required minlength="3" maxlength="1000" autofocus></textarea><//>
      <//>
    <//>
  `;
}

function Life({ told, look }) {
  const { life } = told;
  const entered = new Map(life.records.map((record) => [record.state, record])); // the newest is first and must win
  for (const record of [...life.records].reverse()) entered.set(record.state, record);
  const isBack = life.withdrawn || told.withdrawn;
  const next = life.next[0];
  return html`
    <h3>${word("exchange_life")}</h3>
    <ol class="way">
      ${WAY.map((state) => {
        const record = life.done.includes(state) && entered.get(state);
        const isNext = !isBack && next?.state === state;
        return html`<li class=${record ? "done" : isNext ? "next" : ""} aria-current=${isNext ? "step" : undefined}>
          <b>${stateName(state)}</b>
          <span>${record ? word("exchange_done_by", { day: day(record.t), people: peopleOf(record) }) : isNext ? word("exchange_now") : ""}</span>
        </li>`;
      })}
    </ol>
    ${!WAY.includes(life.state) && html`<p class="page-note"><${StateChip} life=${life} /></p>`}
    ${next && !isBack ? html`<${NextStep} told=${told} next=${next} look=${look} />` : html`<p class="page-note">${isBack ? say("life.stays_withdrawn") : word("exchange_over")}</p>`}
  `;
}

const peopleOf = (record) => record.people.filter((one) => one.role).map((one) => one.name).join(", ") || word("exchange_machine");

const Records = ({ records }) => html`
  <h3>${word("exchange_records")}</h3>
  ${!records.length && html`<p class="page-note">${word("exchange_no_records")}</p>`}
  <ul class="records">
    ${records.map((record) => html`<li>
      <time>${day(record.t)} ${clock(record.t)}</time>
      <div>
        <b>${stateName(record.state)}</b> ${record.people.map((one) => (one.role ? `${one.name} (${word(`role_${one.role}`)})` : "")).filter(Boolean).join(", ") || word("exchange_machine")}
        ${record.days && html`<em>${word(record.days === "twin days" ? "exchange_twin_days" : "exchange_street_days")}</em>`}
        ${toldOf(record).map((text) => html`<span>${text}</span>`)}
        ${record.why && html`<span>${say("life.because", { why: reasonOf(record) })}</span>`}
        ${Object.keys(record.evidence).length > 0 && html`<details><summary>${word("exchange_evidence_digests")}</summary>${Object.entries(record.evidence).map(([name, digest]) => html`<p>${has(`screen.evidence_${name}`) ? word(`evidence_${name}`) : name}: <code>${digest}</code></p>`)}</details>`}
      </div>
    </li>`)}
  </ul>
`;

// What its own city says of a withdrawal stands in a record in both languages, one after the other.
const reasonOf = ({ state, why }) => (state === "withdrawn" && why.split(" / ").length === 2 ? why.split(" / ")[language.value === "tr" ? 0 : 1] : why);

const share = (text) => (text === undefined || text === "-" ? null : Number(text));

function toldOf({ state, told }) {
  const parts = [];
  if (told.badge && has(`screen.badge_${told.badge}`)) parts.push(`${word("exchange_badge")}: ${word(`badge_${told.badge}`)}`);
  if (state === "adapted" && told.label) parts.push(say("life.as_solution", { label: told.label }));
  if (told.verdict && has(`prove.verdict_${told.verdict}`)) parts.push(say(`prove.verdict_${told.verdict}`));
  const delay = { change: share(told.change), low: share(told.low), high: share(told.high) };
  if (delay.change !== null && delay.change !== undefined && told.change) parts.push(`${word("proofs_change")}: ${percent(delay.change)} (${changeText(delay)})`);
  if (state === "shadow" && told.count) parts.push(say("life.shadowed", { count: told.count, in_time: number(100 * Number(told.in_time), 2) }));
  for (const why of ["short", "twice", "city", "kind"]) if (told[`left_${why}`]) parts.push(say(`life.left_${why}`, { days: told[`left_${why}`] }));
  if (state === "trial" && told.junctions) parts.push(say("life.tries", { junctions: told.junctions, count: told.count }));
  return parts;
}

const Inside = ({ told }) => {
  const inside = told.package;
  if (!inside) return null;
  const { protocol, topic, project } = inside.register;
  return html`
    <div class="package-columns">
      <section>
        <h3>${word("exchange_card")}</h3>
        <${Card} text=${both(inside.card)} />
        <h3>${word("exchange_failed")}</h3>
        ${inside.failed.length ? html`<ul class="plain-list">${inside.failed.map((one) => html`<li>${both(one.where)}</li>`)}</ul>` : html`<p>${word("exchange_no_failures")}</p>`}
      </section>
      <section>
        <h3>${word("exchange_claims")}</h3>
        <ul class="plain-list">
          ${inside.claims.map((one) => html`<li><b>${word("exchange_claim", { measure: measureName(one.measure), low: percent(one.low), high: percent(one.high) })}</b> · ${both(one.conditions)}<span>${word("exchange_borne_out", { file: one.evidence })}</span></li>`)}
        </ul>
        <h3>${word("exchange_evidence")}</h3>
        ${inside.evidence.length ? html`<ul class="plain-list">${inside.evidence.map((one) => html`<${Evidence} one=${one} />`)}</ul>` : html`<p>${word("exchange_no_evidence")}</p>`}
        ${inside.slots.length > 0 && html`<h3>${word("exchange_slots")}</h3><ul class="plain-list">${inside.slots.map((one) => html`<li>${both(one.what)}<span>${word(`exchange_slot_${one.kind}`)}</span></li>`)}</ul>`}
        <h3>${word("exchange_about")}</h3>
        <dl class="package-facts">
          <div><dt>${word("exchange_licence")}</dt><dd>${inside.licence}</dd></div>
          <div><dt>${word("exchange_contact")}</dt><dd>${inside.contact}</dd></div>
          ${protocol && html`<div><dt>${word("exchange_protocol")}</dt><dd>${[protocol, topic, project].filter(Boolean).join(" · ")}</dd></div>`}
          <div><dt>${word("exchange_content")}</dt><dd class="digest">${inside.content}</dd></div>
        </dl>
      </section>
    </div>
  `;
};

const measureName = (name) => (has(`screen.exchange_measure_${name}`) ? word(`exchange_measure_${name}`) : name);

const limits = (change) => ({ change: percent(change.change), low: percent(change.low), high: percent(change.high) });

function evidenceText(one) {
  if (one.says === "twin-evidence") {
    const numbers = one.change ? word("exchange_twin_result", { pairs: one.pairs, ...limits(one.change) }) : word("exchange_twin_result_open", { pairs: one.pairs });
    return `${say(`prove.verdict_${one.verdict}`)}: ${numbers}`;
  }
  if (one.says === "reproduction") return word(`exchange_again_${one.outcome}`);
  const kind = word(one.days_are === "twin" ? "exchange_twin_days" : "exchange_street_days");
  const result = word("exchange_field_result", { city: one.city, measure: measureName(one.measure), ...limits(one.change), days: one.days, kind });
  return one.reverted ? `${result}; ${word("exchange_was_reverted")}` : result;
}

const Evidence = ({ one }) => html`<li>
  <b>${word(`exchange_says_${one.says}`)}</b> · ${evidenceText(one)}
  <span>${one.signed_by.length ? word("exchange_signed", { cities: cityNames(one.signed_by) }) : word("exchange_unsigned")} · ${one.file}</span>
</li>`;

const Checks = ({ told }) => html`
  <h3>${word("exchange_checks")}</h3>
  ${told.verified ? html`<p class="page-note">${say(`verify.${{ failed: "failed", yes: "verified", not_all: "not_all" }[told.verified]}`)}</p>` : html`<p class="page-note">${word("exchange_not_checked")}</p>`}
  ${told.checks.length > 0 && html`<div class="table-box">
    <table class="check-table">
      <thead><tr>${["outcome", "check", "why"].map((name) => html`<th scope="col">${word(`exchange_head_${name}`)}</th>`)}</tr></thead>
      <tbody>
        ${told.checks.map((check) => html`<tr>
          <td><b class="row-verdict row-${verdictLook[check.outcome]}"><${Mark} kind=${verdictLook[check.outcome]} />${say(`verify.outcome_${check.outcome}`)}</b></td>
          <th scope="row">${say(`verify.check_${check.name}`)}</th>
          <td>${check.why.map((why) => html`<p>${why.place && html`<code>${why.place}</code> `}${both(why.says)}</p>`)}</td>
        </tr>`)}
      </tbody>
    </table>
  </div>`}
`;
