// The next step of a package: what it needs, who decides, and doing it here; what a second person has to agree to.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { ask, can, me } from "./account.mjs";
import { Act, Command } from "./act.mjs";
import { BindDialog } from "./bind.mjs";
import { AdoptDialog, ShadowDays, TrialDays, TrialDialog } from "./days.mjs";
import { Dialog, Field, Form } from "./dialog.mjs";
import { Chip, Progress, percentOf } from "./proof.mjs";
import { Options, chooseProof, inForce } from "./proofs.mjs";
import { page } from "./nav.mjs";
import { usePolled } from "./polled.mjs";
import { language, say, word, writtenDay } from "./words.mjs";

const READERS = ["design", "coordinate", "approve"];
const GOOD = ["passed", "passed_on_twin"];
const HERE = ["adapted", "proven", "shadow", "trial", "adopted"];

const stateName = (state) => say(`life.state_${state}`);
const roles = (names) => names.map((name) => word(`role_${name}`)).join(word("exchange_or"));

function whoDecides(persons) {
  if (!persons.length) return word("exchange_who_machine");
  const [first, second] = persons.map(roles);
  return second ? word("exchange_who_two", { first, second }) : word("exchange_who_one", { first });
}

export function NextStep({ told, next, look }) {
  const { asks, again } = told.life;
  const [anew, setAnew] = useState("");
  const step = told.step;
  const isHere = step && HERE.includes(next.state);
  return html`
    <section class="next-step" aria-label=${word("exchange_next", { state: stateName(next.state) })}>
      <h4>${word("exchange_next", { state: stateName(next.state) })}</h4>
      <dl>
        <div><dt>${word("exchange_needs")}</dt><dd>${word(`exchange_needs_${next.state}`, { ...asks, in_time: percentOf(asks.in_time), coverage: percentOf(asks.coverage) })}</dd></div>
        <div><dt>${word("exchange_who")}</dt><dd>${whoDecides(next.persons)}</dd></div>
        ${!isHere && html`<div><dt>${word("exchange_how")}</dt><dd>
          ${next.command ? html`${word("exchange_type")}<${Command} text=${next.command} />` : html`<${Verify} told=${told} look=${look} />`}
        </dd></div>`}
      </dl>
      ${step?.trouble?.map((one) => html`<p class="refusal" role="alert">${one[language.value]}</p>`)}
      ${step?.waiting && html`<${Waiting} told=${told} waiting=${step.waiting} look=${look} />`}
      ${isHere && !step.trouble && html`<${Here} state=${next.state} told=${told} look=${look} />`}
      ${isHere && can("design") && again.length > 0 && html`<div class="step-again">
        ${again.map((state) => html`<button type="button" class="plain" onClick=${() => setAnew(anew === state ? "" : state)}>${word(`step_again_${state}`)}</button>`)}
      </div>`}
      ${anew === "adapted" && html`<${BindDialog} told=${told} look=${look} close=${() => setAnew("")} />`}
      ${anew === "proven" && html`<${Prove} told=${told} look=${look} />`}
      ${isHere && html`<details class="step-terminal"><summary>${word("step_terminal")}</summary><${Command} text=${next.command} /></details>`}
    </section>
  `;
}

function Here({ state, told, look }) {
  if (state === "proven") return html`<${Prove} told=${told} look=${look} />`;
  return html`
    ${state === "shadow" && html`<${ShadowDays} told=${told} look=${look} />`}
    ${state === "adopted" && html`<${TrialDays} told=${told} look=${look} />`}
    ${can("design") && html`<${Ask} state=${state} told=${told} look=${look} />`}
  `;
}

const DIALOGS = { adapted: [BindDialog, "step_bind"], trial: [TrialDialog, "step_ask_trial"], adopted: [AdoptDialog, "step_ask_adopted"] };

function Ask({ state, told, look }) {
  const [open, setOpen] = useState(false);
  const [Shown, label] = DIALOGS[state] ?? [null, "step_ask"];
  const isReady = state !== "adopted" || ["over", "measured"].includes(told.step.trial?.state);
  const act = () => ask("POST", "/api/exchange/ask", { place: told.place, state }).then(look);
  return html`
    ${state !== "adapted" && html`<p class="step-note">${word("step_second")}</p>`}
    ${Shown
      ? html`<div class="step-buttons"><button type="button" class="main" disabled=${!isReady || Boolean(told.step.waiting)} onClick=${() => setOpen(true)}>${word(label)}</button></div>`
      : html`<${Act} act=${act} label=${word(label)} disabled=${Boolean(told.step.waiting)} />`}
    ${open && html`<${Shown} told=${told} look=${look} close=${() => setOpen(false)} />`}
  `;
}

function Verify({ told, look }) {
  if (!told.held && !told.may_fetch) return word("exchange_may_not_fetch");
  const label = word(told.held ? "exchange_verify_again" : "exchange_verify");
  if (!READERS.some(can)) return label;
  const verify = () => ask("POST", "/api/exchange/verify", { place: told.place }).finally(look);
  return html`<${Act} act=${verify} label=${label} />`;
}

function seeProof(name) {
  page.value = "prove";
  chooseProof(name);
}

function Prove({ told, look }) {
  const { running } = told.step;
  const proof = told.step.proof?.mine ? told.step.proof : null;
  const passed = proof?.state === "done" && GOOD.includes(proof.verdict);
  const isEntered = told.life.done.includes("proven");
  return html`
    <div class="step-proof">
      ${proof && html`
        <p><${Chip} proof=${proof} />${proof.state !== "done" && proof.needed > 0 && html`<span>${word("proofs_pairs", { done: proof.done, needed: proof.needed })}</span>`}
          <button type="button" class="plain" onClick=${() => seeProof(proof.name)}>${word("step_see_proof")}</button></p>
        ${proof.state !== "done" && html`<${Progress} of=${proof} />`}
        ${proof.failure.map((why) => html`<p class="refusal">${why[language.value]}</p>`)}
        ${proof.state === "done" && !passed && html`<p>${word("step_not_passed")}</p>`}
        ${passed && !isEntered && html`<p>${word("step_passed")}</p>${can("design") && html`<${Act} act=${() => ask("POST", "/api/exchange/enter", { place: told.place }).then(look)} label=${word("step_enter")} />`}`}
      `}
      ${can("design") && proof?.state !== "running" && html`<${StartProof} told=${told} look=${look} busy=${running} />`}
      ${can("design") && proof?.state === "running" && html`<${Act} plain act=${() => ask("DELETE", `/api/proofs/${encodeURIComponent(proof.name)}/run`).then(look)} label=${word("proofs_stop")} />`}
    </div>
  `;
}

function StartProof({ told, look, busy }) {
  const against = usePolled("/api/exchange/against", 60_000).told;
  const start = async (typed) => {
    await ask("POST", "/api/exchange/prove", { place: told.place, against: typed.get("against") });
    await look();
  };
  return html`
    <${Form} act=${start} button=${word("proofs_start")}>
      <${Field} label=${word("proofs_against")}>
        <select name="against" required>${against && html`<${Options} solutions=${against.solutions} usual=${inForce(against.solutions)} />`}</select>
      <//>
    <//>
    <p class="step-note">${word(busy ? "step_busy" : "step_proof_note")}</p>
  `;
}

function Waiting({ told, waiting, look }) {
  const [open, setOpen] = useState(false);
  const isOwn = waiting.person === me.value?.name;
  const decline = () => ask("POST", "/api/exchange/decline", { place: told.place }).finally(look);
  return html`
    <div class="step-waits" role="status">
      <p><b>${word("step_waits", { person: waiting.person, state: stateName(waiting.state) })}</b> ${word("step_waits_left", { min: Math.ceil(waiting.left_s / 60) })}</p>
      <${Wished} waiting=${waiting} />
      <div class="step-buttons">
        ${can("approve") && !isOwn && html`<button type="button" class="main" onClick=${() => setOpen(true)}>${word("step_agree")}</button>`}
        ${["approve", "design"].some(can) && html`<${Act} plain act=${decline} label=${word(isOwn ? "step_take_back" : "step_decline")} />`}
      </div>
    </div>
    ${open && html`<${AgreeDialog} told=${told} waiting=${waiting} look=${look} close=${() => setOpen(false)} />`}
  `;
}

const Wished = ({ waiting }) => html`
  ${waiting.state === "trial" && html`<p>${word("step_trial_is", { junctions: waiting.junctions.join(", "), days: waiting.days })}${waiting.first && ` ${word("step_trial_from", { day: writtenDay(waiting.first) })}`}</p>`}
  ${waiting.owner && html`<p>${word("step_owner_is", { owner: waiting.owner })}</p>`}
`;

function AgreeDialog({ told, waiting, look, close }) {
  const waives = waiting.state === "adopted" && told.step.trial?.waiver;
  const agree = async (typed) => {
    const waived = waives ? { waiver: typed.get("waiver"), waiver_until: typed.get("waiver_until") } : {};
    await ask("POST", "/api/exchange/agree", { place: told.place, digest: waiting.digest, ...waived });
    close();
    await look();
  };
  return html`
    <${Dialog} title=${word("step_agree_title")} close=${close}>
      <p class="override-where">${stateName(waiting.state)}</p>
      <${Wished} waiting=${waiting} />
      <p>${word("step_agree_told")}</p>
      <${Form} act=${agree} button=${word("step_agree_now")} cancel=${close}>
        ${waives && html`
          <p>${word("step_waiver_told")}</p>
          <${Field} label=${word("step_waiver")}><textarea name="waiver" rows="3" required minlength="3" maxlength="1000"></textarea><//>
          <${Field} label=${word("step_waiver_until")}><input name="waiver_until" type="date" required /><//>
        `}
      <//>
    <//>
  `;
}
