// The override of one junction: what stands and for how long, taking the junction, giving it back.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { ask, can, dialog, me, reaches, Refusal } from "./account.mjs";
import { city, facts, selected } from "./city.mjs";
import { Dialog, Field, Form, Refused } from "./dialog.mjs";
import { detail, frame } from "./live.mjs";
import { clock, junctionName, number, say, word } from "./words.mjs";

const CAUSES = ["incident", "roadworks", "event", "convoy", "weather", "fault", "test"];
const MINUTES = [15, 30, 60, 120, 240];
const USUAL_MIN = 60;
const SHOWN_MS = 10 * 60 * 1000; // how long an override that ended is still told
const LOOK_MS = 1000;
const STANDING = new Set(["pending", "confirmed", "timed_out"]);

const asked = signal(null); // what this page asked for last and has not seen in the picture: { id, junction, stand, why }

// The time that is left, as clocks show it: 3:59:59 or 59:59.
export function left(until, now) {
  const s = Math.max(0, Math.ceil((until - now) / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(s / 60);
  return minutes < 60 ? `${minutes}:${two(s % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(s % 60)}`;
}

export function Override({ now }) {
  const override = now.override;
  const own = asked.value?.junction === now.id && asked.value.id !== override?.id ? asked.value : null;
  const stands = override && STANDING.has(override.stand);
  const isTold = override && (stands || now.t - override.ended < SHOWN_MS);
  const may = can("override") && reaches(now.id);
  if (!isTold && !own && !may && !me.value) return null;
  return html`
    <section class="override ${stands ? "stands" : ""}" aria-label=${word("override")}>
      <h3>${word(stands || !isTold ? "override" : "override_last")}</h3>
      ${isTold && html`<${Told} override=${override} now=${now} stands=${stands} />`}
      ${own && html`<p class="stand" role="status">${ownStand(own)}</p>`}
      <${Buttons} override=${stands ? override : null} now=${now} may=${may} />
    </section>
  `;
}

const Told = ({ override, now, stands }) => html`
  <p class="override-what">
    <b>${override.action === "plan" ? `${word("plan")} ${override.plan}` : word("action_local")}</b>
    <span>${word("override_by", { person: override.person, cause: override.cause })}</span>
  </p>
  ${stands && html`<p class="override-left">
    <b>${word("override_left", { left: left(override.until, now.t) })}</b>
    <span>${word("override_ends", { clock: clock(override.until) })}</span>
  </p>`}
  <p class="stand stand-${override.stand}" role="status">
    ${word(`stand_${override.stand}`, { person: override.ended_by })}
    ${override.why && html`<span>${say(override.why.code, override.why.values)}</span>`}
  </p>
`;

const ownStand = ({ stand, why }) =>
  why ? `${word(`stand_${stand}`)}: ${say(why.code, why.values)}` : word(stand === "waiting" ? "override_sent" : `stand_${stand}`);

function Buttons({ override, now, may }) {
  const [refusal, setRefusal] = useState(null);
  const give = () =>
    ask("DELETE", `/api/overrides/${encodeURIComponent(now.id)}/${override.id}`).then(
      () => setRefusal(null),
      (error) => setRefusal(error instanceof Refusal ? error : null),
    );
  if (!may) {
    if (!me.value || me.value.name) return null;
    return html`<div class="override-buttons">
      <button type="button" class="plain" onClick=${() => (dialog.value = "sign_in")}>${word("override_sign_in")}</button>
    </div>`;
  }
  return html`
    <div class="override-buttons">
      ${override && html`<button type="button" class="main" onClick=${give}>${word("give_back")}</button>`}
      ${city.value.actions.length > 0 && html`<button type="button" class="plain" onClick=${() => (dialog.value = "override")}>
        ${word(override ? "override_replace" : "override_begin")}
      </button>`}
    </div>
    <${Refused} refusal=${refusal} />
  `;
}

export function OverrideDialog() {
  const junction = selected.value;
  const close = () => (dialog.value = "");
  const now = detail.value;
  const [wish, setWish] = useState({ action: city.value.actions.at(-1), plan: facts.value?.plans[0]?.id ?? "", cause: "", min: USUAL_MIN });
  const [id] = useState(() => crypto.randomUUID()); // sent twice, it still has one effect
  const [before] = useState(() => (STANDING.has(now?.override?.stand) ? now.override : null));
  const set = (name) => (event) => setWish({ ...wish, [name]: event.target.value });
  if (!facts.value || now?.id !== junction) return null;
  const act = async () => {
    const body = { id, junction, action: wish.action, plan: wish.action === "plan" ? wish.plan : "", cause: wish.cause };
    const told = await ask("POST", "/api/overrides", { ...body, lasts_s: wish.min * 60, instead_of: before?.id ?? "" });
    asked.value = { id, junction, ...told };
    close();
    watch(id);
  };
  return html`
    <${Dialog} title=${word("override")} close=${close}>
      <p class="override-where">${junctionName(city.value.junctions[city.value.place.get(junction)])}</p>
      <${Form} act=${act} button=${word("override_confirm")} cancel=${close} danger>
        <fieldset>
          <legend>${word("override_action")}</legend>
          ${city.value.actions.toReversed().map((action) => html`<label>
            <input type="radio" name="action" value=${action} checked=${wish.action === action} onChange=${set("action")} />
            ${word(`action_${action}`)}
          </label>`)}
        </fieldset>
        ${wish.action === "plan" && html`<${Field} label=${word("override_plan")}>
          <select value=${wish.plan} onChange=${set("plan")}>
            ${facts.value.plans.map((plan) => html`<option value=${plan.id}>${`${plan.id} · ${word("cycle_of", { s: plan.cycle_s })}`}</option>`)}
          </select>
        <//>`}
        <${Field} label=${word("override_cause")}>
          <select value=${wish.cause} onChange=${set("cause")} required>
            <option value="" disabled hidden>–</option>
            ${CAUSES.map((cause) => html`<option value=${cause}>${word(`cause_${cause}`)}</option>`)}
          </select>
        <//>
        <${Field} label=${word("override_lasts")}>
          <select value=${wish.min} onChange=${set("min")}>
            ${MINUTES.map((min) => html`<option value=${min}>${lasts(min)}</option>`)}
          </select>
        <//>
        <${Preview} wish=${wish} now=${now} before=${before} />
      <//>
    <//>
  `;
}

const lasts = (min) =>
  min < 60 ? word("override_minutes", { min: number(min) }) : word("override_hours", { hours: number(min / 60) });

function Preview({ wish, now, before }) {
  const junction = junctionName(city.value.junctions[city.value.place.get(now.id)]);
  const ends = clock(now.t + wish.min * 60000);
  const plan = facts.value.plans.find((known) => known.id === wish.plan);
  const values = { junction, clock: ends, plan: wish.plan, s: plan?.cycle_s };
  return html`
    <p class="preview" aria-live="polite">
      ${wish.action === "plan" ? word("preview_plan", values) : word("preview_local", values)}
      ${before && html`<strong>${word("preview_replaces", { person: before.person })}</strong>`}
    </p>
  `;
}

// Until the picture shows it, ask what became of it: one that was refused at once never shows there.
function watch(id) {
  const timer = setInterval(async () => {
    if (asked.value?.id !== id || detail.value?.override?.id === id) return clearInterval(timer);
    try {
      const told = await ask("GET", `/api/overrides/${id}`);
      if (asked.value?.id === id) asked.value = { ...asked.value, ...told };
      if (told.stand !== "waiting" && told.stand !== "second_person") clearInterval(timer);
    } catch (error) {
      console.warn(error);
    }
    return undefined;
  }, LOOK_MS);
}
