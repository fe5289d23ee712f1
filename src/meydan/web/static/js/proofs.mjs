// Proofs: what was proved, what runs now, and starting a new one. What may be proved, the centre offers; nothing is typed.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { ask, can, dialog, me } from "./account.mjs";
import { Field, Form } from "./dialog.mjs";
import { usePolled } from "./polled.mjs";
import { Chip, OfPackage, OneProof, Progress, changeText, percent, solutionName } from "./proof.mjs";
import { clock, day, language, word } from "./words.mjs";

const KINDS = ["strategy", "parameters", "plans"];

// The address keeps which proof is shown, so that it can be sent and survives a reload.
const chosen = signal(new URLSearchParams(location.search).get("proof") ?? "");

export function chooseProof(name) {
  chosen.value = name;
  history.replaceState(null, "", `?page=prove${name ? `&proof=${encodeURIComponent(name)}` : ""}${location.hash}`);
}

export const ProvePage = () =>
  chosen.value ? html`<${OneProof} name=${chosen.value} key=${chosen.value} close=${() => chooseProof("")} />` : html`<${All} />`;

function All() {
  const { told, old, look } = usePolled("/api/proofs");
  return html`
    <main class="page ${old ? "stale" : ""}" aria-label=${word("page_prove")}>
      <header class="page-head">
        <h2>${word("page_prove")}</h2>
        ${told && html`<span class="count" role="status">${word("proofs_count", { n: told.proofs.length })}</span>`}
      </header>
      <p class="page-note">${word("proofs_note")}</p>
      ${told && html`<${New} told=${told} look=${look} />`}
      ${told && (told.proofs.length ? html`<${Table} proofs=${told.proofs} />` : html`<p class="nobody">${word("proofs_none")}</p>`)}
    </main>
  `;
}

function New({ told, look }) {
  const [candidate, setCandidate] = useState("");
  if (!can("design")) {
    return html`<p class="page-note">
      ${word("proofs_who")}
      ${me.value && !me.value.name && html` <button type="button" class="plain" onClick=${() => (dialog.value = "sign_in")}>${word("sign_in")}</button>`}
    </p>`;
  }
  const act = async (typed) => {
    const { name } = await ask("POST", "/api/proofs", { candidate: typed.get("candidate"), against: typed.get("against") });
    look();
    chooseProof(name);
  };
  return html`
    <section class="proof-new" aria-label=${word("proofs_new")}>
      <h3>${word("proofs_new")}</h3>
      <${Form} act=${act} button=${word("proofs_start")}>
        <${Field} label=${word("proofs_candidate")}>
          <select name="candidate" required value=${candidate} onChange=${(event) => setCandidate(event.target.value)}>
            <option value="" disabled hidden>–</option>
            <${Options} solutions=${told.solutions} />
          </select>
        <//>
        <${Field} label=${word("proofs_against")}>
          <select name="against" required>
            <${Options} solutions=${told.solutions.filter((one) => one.place !== candidate)} usual=${inForce(told.solutions)} />
          </select>
        <//>
      <//>
      <p>${told.running ? word("proofs_busy") : word("proofs_where")}</p>
    </section>
  `;
}

// A proof is entered, and deployed, only if it is against what the city runs: its strategy.toml, or its plans alone.
export const inForce = (solutions) => (solutions.some((one) => one.place === "strategy.toml") ? "strategy.toml" : "fixed_time");

export const Options = ({ solutions, usual }) =>
  KINDS.map((kind) => {
    const of = solutions.filter((one) => one.kind === kind);
    if (!of.length) return null;
    return html`<optgroup label=${word(`proofs_kind_${kind}`)}>
      ${of.map((one) => html`<option value=${one.place} selected=${one.place === usual}>${solutionName({ label: one.name, kind })}</option>`)}
    </optgroup>`;
  });

const COLUMNS = ["what", "state", "change", "when", "digest"];

const Table = ({ proofs }) => html`
  <div class="table-box">
    <table class="proof-table">
      <thead><tr>${COLUMNS.map((name) => html`<th scope="col">${word(`proofs_${name}`)}</th>`)}</tr></thead>
      <tbody>${proofs.map((proof) => html`<${Row} key=${proof.name} proof=${proof} />`)}</tbody>
    </table>
  </div>
`;

const Row = ({ proof }) => html`
  <tr>
    <th scope="row">
      <button type="button" class="link-button" onClick=${() => chooseProof(proof.name)}>
        ${word("proofs_versus", { candidate: solutionName(proof.candidate), against: solutionName(proof.against) })}
      </button>
      <span>${proof.package ? html`<${OfPackage} package=${proof.package} />` : proof.name}</span>
    </th>
    <td><${Chip} proof=${proof} />${proof.state !== "done" && proof.needed > 0 && html`<${Progress} of=${proof} /><span>${word("proofs_pairs", { done: proof.done, needed: proof.needed })}</span>`}${proof.state === "unreadable" && proof.failure.map((why) => html`<span>${why[language.value]}</span>`)}</td>
    <td data-label=${word("proofs_change")}>${proof.delay ? html`<b>${percent(proof.delay.change)}</b><span>${changeText(proof.delay)}</span>` : "–"}</td>
    <td>${day(proof.t)} ${clock(proof.t)}<span>${proof.person || word("proofs_terminal")}</span></td>
    <td class="digest" data-label=${word("proofs_digest")} title=${proof.proof}>${proof.proof ? short(proof.proof) : "–"}</td>
  </tr>
`;

const short = (digest) => `${digest.slice(7, 19)}…`;
