// One proof: its verdict with the ten rows, or how far it is; pictures of pairs and approaches, and what it rests on.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal, ask, can } from "./account.mjs";
import { Refused } from "./dialog.mjs";
import { usePolled } from "./polled.mjs";
import { ApproachPicture, PairPicture } from "./proof_pictures.mjs";
import { LANGUAGES, clock, day, has, language, number, say, word } from "./words.mjs";

export const percent = (share) => {
  const text = signed(share * 100);
  return language.value === "tr" ? text.replace(/^([+−-]?)/, "%$1") : `${text}%`;
};

export const signed = (value, decimals = 1) => {
  const text = number(value, decimals).replace("-", "−");
  return value > 0 && !/^0$/.test(text) ? `+${text}` : text.replace(/^−0$/, "0");
};

export const changeText = ({ low, high }) =>
  low === null || high === null ? "–" : say("prove.from_to", { low: percent(low), high: percent(high) });

export const solutionName = ({ label, kind }) =>
  kind === "strategy" && has(`screen.strategy_${label}`) ? word(`strategy_${label}`) : label || "–";

const GOOD = ["passed", "passed_on_twin"];
const look = (verdict) => (GOOD.includes(verdict) ? "good" : verdict === "failed" ? "bad" : verdict === "undecided" ? "open" : "none");

// Shape as well as colour: a tick, a cross, a question mark, a dash.
const MARKS = { good: "M5 12.5l4.5 4.5L19 7.5", bad: "M6 6l12 12M18 6 6 18", open: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.5", none: "M6 12h12", run: "M12 5v7l4 3" };

export const Mark = ({ kind }) => html`<svg class="mark mark-${kind}" viewBox="0 0 24 24" aria-hidden="true"><path d=${MARKS[kind]} /></svg>`;

export const Chip = ({ proof }) =>
  proof.state === "done"
    ? html`<b class="chip chip-${look(proof.verdict)}"><${Mark} kind=${look(proof.verdict)} />${say(`prove.verdict_${proof.verdict}`)}</b>`
    : html`<b class="chip chip-${proof.state === "running" ? "run" : "none"}"><${Mark} kind=${proof.state === "running" ? "run" : "none"} />${word(`proofs_${proof.state}`)}</b>`;

export const Progress = ({ of }) =>
  of.needed > 0 && html`<progress max=${of.needed} value=${of.done} aria-label=${word("proofs_pairs", { done: of.done, needed: of.needed })}></progress>`;

// Whose proof it is, and the way to that package.
export const OfPackage = ({ package: place }) =>
  html`<a class="of-package" href=${`/?page=exchange&package=${encodeURIComponent(place)}`}>${word("proofs_of_package", { package: place.replace(/\.meydan$/, "") })}</a>`;

export function OneProof({ name, close }) {
  const { told, old, look: again } = usePolled(`/api/proofs/${encodeURIComponent(name)}`);
  const title = told ? word("proofs_versus", { candidate: solutionName(told.candidate), against: solutionName(told.against) }) : "";
  return html`
    <main class="page proof ${old ? "stale" : ""}" aria-label=${`${word("page_prove")}: ${title}`}>
      <header class="page-head">
        <button type="button" class="plain" onClick=${close}>‹ ${word("proofs_all")}</button>
        <h2>${title}</h2>
        ${told?.package && html`<span class="count"><${OfPackage} package=${told.package} /></span>`}
        ${told && html`<${Acts} proof=${told} look=${again} />`}
      </header>
      ${told && (told.state === "done" ? html`<${Done} proof=${told} />` : html`<${SoFar} proof=${told} />`)}
    </main>
  `;
}

function Acts({ proof, look: again }) {
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const does = (method) => async () => {
    setBusy(true);
    try {
      await ask(method, `/api/proofs/${encodeURIComponent(proof.name)}/run`);
      setRefusal(null);
      await again();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return html`
    ${can("design") && proof.state === "running" && html`<button type="button" class="plain" disabled=${busy} onClick=${does("DELETE")}>${word("proofs_stop")}</button>`}
    ${can("design") && proof.can_go_on && html`<button type="button" class="main" disabled=${busy} onClick=${does("POST")}>${word("proofs_go_on")}</button>`}
    <${Refused} refusal=${refusal} />
  `;
}

const SoFar = ({ proof }) => html`
  <section class="proof-head proof-${proof.state === "running" ? "run" : "none"}">
    <p class="proof-verdict"><${Chip} proof=${proof} />${proof.needed > 0 && html`<span role="status">${word("proofs_pairs", { done: proof.done, needed: proof.needed })}${proof.state === "running" ? ` · ${leftText(proof.left_s)}` : ""}</span>`}</p>
    <${Progress} of=${proof} />
    ${proof.needed > 0 && html`<p>${proof.state === "running" ? word("proofs_pairs_note") : word("proofs_kept")}</p>`}
  </section>
  ${proof.failure.length > 0 && html`<section class="proof-why" role="alert"><h3>${word(proof.state === "unreadable" ? "proofs_unreadable" : "proofs_why_ended")}</h3>${proof.failure.map((why) => html`<p>${why[language.value]}</p>`)}</section>`}
  ${proof.pairs.length > 0 && html`<h3>${word("proofs_so_far")}</h3><${Change} proof=${proof} /><${Pictures} proof=${proof} />`}
`;

const leftText = (s) => (s === null ? word("proofs_left_unknown") : s < 60 ? word("proofs_left_soon") : word("proofs_left_min", { min: Math.round(s / 60) }));

const Done = ({ proof }) => html`
  <section class="proof-head proof-${look(proof.verdict)}">
    <p class="proof-verdict"><${Chip} proof=${proof} /><span>${say(proof.improves ? "prove.improves" : "prove.not_improves")}</span></p>
    <p>${say(`prove.told_${proof.verdict}`)}</p>
  </section>
  <${Change} proof=${proof} />
  <${Rows} rows=${proof.rows} />
  <${Pictures} proof=${proof} />
  <${Basis} proof=${proof} />
`;

const Change = ({ proof }) => {
  const { delay, pairs } = proof;
  const drawn = proof.scenario?.made === "bootstrapped";
  return html`
    <dl class="measure-sums proof-sums">
      ${delay && html`
        <div><dt>${word("proofs_change")}</dt><dd>${percent(delay.change)}<span>${changeText(delay)}</span></dd></div>
        <div><dt>${say("prove.head_old")}</dt><dd>${number(delay.old_s)}</dd></div>
        <div><dt>${say("prove.head_new")}</dt><dd>${number(delay.new_s)}</dd></div>
      `}
      <div><dt>${say("prove.pairs_run")}</dt><dd>${pairs.length}</dd></div>
    </dl>
    <p class="page-note">
      ${proof.scenario && word(drawn ? "proofs_days_drawn" : "proofs_days_given", { days: proof.scenario.days.length })}${proof.scenario ? ". " : ""}
      ${delay && word("proofs_level", { level: percentOf(delay.level) })}
    </p>
  `;
};

export const percentOf = (share) => (language.value === "tr" ? `%${number(share * 100, 2)}` : `${number(share * 100, 2)}%`);

const Rows = ({ rows }) => html`
  <h3>${say("prove.rows")}</h3>
  <div class="table-box">
    <table class="gate-table" aria-label=${say("prove.rows_caption")}>
      <thead><tr>${["row", "question", "verdict", "found"].map((name) => html`<th scope="col">${say(`prove.head_${name}`)}</th>`)}</tr></thead>
      <tbody>
        ${rows.map((row) => html`<tr>
          <td>${row.row}</td>
          <th scope="row">${say(row.code)}</th>
          <td><b class="row-verdict row-${look(row.verdict)}"><${Mark} kind=${look(row.verdict)} />${say(`prove.row_${row.verdict}`)}</b></td>
          <td>${say(row.why.code, row.why.values)}</td>
        </tr>`)}
      </tbody>
    </table>
  </div>
`;

const Pictures = ({ proof }) => html`
  <h3>${word("proofs_pictures")}</h3>
  <${PairPicture} proof=${proof} />
  ${proof.approaches.rows.length > 0 && html`<h3>${word("proofs_approaches")}</h3><${ApproachPicture} of=${proof.approaches} />`}
`;

const Basis = ({ proof }) => html`
  <h3>${say("prove.digests")}</h3>
  <p class="proof-files">
    ${word("proofs_report")}:
    ${LANGUAGES.map((name) => html`<a href=${`/api/proofs/${encodeURIComponent(proof.name)}/report/${name}`} target="_blank" rel="noopener" lang=${name}>${name === "tr" ? "Türkçe" : "English"}</a>`)}
    <a href=${`/api/proofs/${encodeURIComponent(proof.name)}/proof.json`} download>${word("proofs_document")}</a>
  </p>
  <div class="table-box">
    <table class="digest-table" aria-label=${say("prove.digests_caption")}>
      <thead><tr><th scope="col">${say("prove.head_what")}</th><th scope="col">${say("prove.head_digest")}</th></tr></thead>
      <tbody>
        ${digests(proof).map(([what, value]) => html`<tr><th scope="row">${what}</th><td class="digest">${value}</td></tr>`)}
      </tbody>
    </table>
  </div>
  <p class="page-note">${word("proofs_when")}: ${day(proof.t)} ${clock(proof.t)} · ${proof.person || word("proofs_terminal")}</p>
`;

const digests = (proof) => [
  [word("proofs_digest"), proof.proof],
  [`${say("prove.city")}: ${proof.city.name}`, proof.city.digest],
  [`${say("prove.candidate")}: ${solutionName(proof.candidate)} (${word(`proofs_one_${proof.candidate.kind}`)})`, proof.candidate.digest],
  [`${say("prove.baseline")}: ${solutionName(proof.against)} (${word(`proofs_one_${proof.against.kind}`)})`, proof.against.digest],
  [say("prove.scenario"), proof.scenario.digest],
  ...proof.scenario.days.map((one) => [say("prove.day", { day: one.name }), one.digest]),
  [say("prove.derived_from"), proof.derived_from],
  [say("prove.engine"), say("prove.engine_value", { meydan: proof.engine.meydan, sumo: proof.engine.sumo, fingerprint: proof.engine.code })],
  [say("prove.command"), proof.command],
];
