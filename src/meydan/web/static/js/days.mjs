// The days that a package needs here: in the shadow, and on trial with its schedule; planning a trial, and adopting.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { ask, can } from "./account.mjs";
import { Act, Command } from "./act.mjs";
import { Picker } from "./bind.mjs";
import { city } from "./city.mjs";
import { Dialog, Field, FieldFaults, Form } from "./dialog.mjs";
import { changeText, percent, percentOf } from "./proof.mjs";
import { clock, day, junctionName, language, number, word, writtenDay } from "./words.mjs";

const days = (method, told, of) => () => ask("POST", `/api/exchange/${method}`, { place: told.place, of });

export function ShadowDays({ told, look }) {
  const { shadow, live, running } = told.step;
  if (!shadow) return null;
  const least = told.life.asks.shadow_days;
  const start = () => days("days", told, "shadow")().then(look);
  const stop = () => days("days/stop", told, "shadow")().then(look);
  const goes = live ? shadow.watched : shadow.running;
  return html`
    <p class="step-count" role="status"><b>${word("step_days_counted", { found: shadow.counted, least })}</b>
      ${shadow.running && html` <span>${word("step_days_running")}</span>`}
      ${shadow.watched && html` <span>${word("step_watched", { day: day(shadow.watched.t), clock: clock(shadow.watched.t), person: shadow.watched.person })}</span>`}</p>
    <progress max=${least} value=${Math.min(least, shadow.counted)} aria-label=${word("step_days_counted", { found: shadow.counted, least })}></progress>
    <p class="step-note">${word(live ? "step_days_live" : !goes && running ? "step_busy" : "step_days_twin")}</p>
    ${can("design") && (goes
      ? html`<${Act} plain act=${stop} label=${word(live ? "step_watch_stop" : "step_stop")} />`
      : html`<${Act} plain=${shadow.counted >= least} act=${start} disabled=${!live && Boolean(running)} label=${word(live ? "step_watch" : shadow.counted < least ? "step_days_run" : "step_days_more")} />`)}
    ${shadow.days.length > 0 && html`<${ShadowTable} days=${shadow.days} />`}
  `;
}

const ShadowTable = ({ days: found }) => html`
  <div class="table-box">
    <table class="days-table">
      <thead><tr>${["day", "hours", "in_time", "orders", "vetoes", "failed"].map((name) => html`<th scope="col">${word(`step_${name}`)}</th>`)}</tr></thead>
      <tbody>${found.map((one) => html`<tr key=${`${one.day} ${one.run}`}>
        <th scope="row">${one.run === null ? writtenDay(one.day) : word("step_run", { day: writtenDay(one.day), n: String(one.run) })}${one.left && html`<span>${one.left[language.value]}</span>`}</th>
        <td data-label=${word("step_hours")}>${one.hours === null ? "–" : number(one.hours, 1)}</td>
        <td data-label=${word("step_in_time")}>${one.in_time === null ? "–" : percentOf(one.in_time)}</td>
        <td data-label=${word("step_orders")}>${number(one.orders)}</td>
        <td data-label=${word("step_vetoes")} class=${one.vetoes ? "bad" : ""}>${number(one.vetoes)}</td>
        <td data-label=${word("step_failed")} class=${one.failed.length ? "bad" : ""}>${one.failed.join(", ") || "–"}</td>
      </tr>`)}</tbody>
    </table>
  </div>
`;

export function TrialDays({ told, look }) {
  const { trial, live, running } = told.step;
  if (!trial) return null;
  const ran = trial.schedule.filter((one) => one.ran).length;
  const start = () => days("days", told, "trial")().then(look);
  const stop = () => days("days/stop", told, "trial")().then(look);
  const isOver = ["over", "stopped", "measured"].includes(trial.state);
  return html`
    <p class="step-count" role="status"><b>${word(`step_trial_${trial.state}`)}</b> <span>${word("step_days_counted", { found: ran, least: trial.schedule.length })}</span></p>
    <progress max=${trial.schedule.length} value=${ran} aria-label=${word("step_days_counted", { found: ran, least: trial.schedule.length })}></progress>
    ${trial.stopped && html`<p class="refusal">${trial.stopped[language.value]}</p>`}
    ${trial.effect && html`<p>${word("proofs_change")}: <b>${percent(trial.effect.change)}</b> (${changeText(trial.effect)})</p>`}
    <p class="step-note">${word("step_junctions_are", { junctions: trial.junctions.join(", ") })} ${!isOver && word("step_trial_ends")}</p>
    ${can("design") && !live && !isOver && (trial.running
      ? html`<${Act} plain act=${stop} label=${word("step_stop")} />`
      : html`<${Act} act=${start} disabled=${Boolean(running)} label=${word("step_trial_run")} />${running && html`<p class="step-note">${word("step_busy")}</p>`}`)}
    ${trial.commands.filter(({ what }) => (what === "restart" ? !isOver : !trial.effect)).map((one) => html`<p class="step-note">${word(`step_command_${one.what}`)}</p><${Command} text=${one.command} />`)}
    <${Schedule} trial=${trial} live=${live} />
  `;
}

const Schedule = ({ trial, live }) => html`
  <details class="step-schedule" open>
    <summary>${word("step_schedule")}</summary>
    <ol>${trial.schedule.map((one) => html`<li key=${one.day} class="${one.on ? "on" : "off"} ${one.ran ? "ran" : ""}">
      <b>${live ? writtenDay(one.day) : word("step_twin_day", { n: one.day })}</b>
      <span>${word(one.on ? "step_on" : "step_off")}</span>
      <span>${one.delay_s !== null ? `${word("step_delay")}: ${number(one.delay_s, 1)}` : word(one.ran ? "step_ran" : "step_not_yet")}</span>
    </li>`)}</ol>
  </details>
`;

const tomorrow = () => new Date(Date.now() + 86400000).toLocaleDateString("sv-SE", { timeZone: city.value.zone });

export function TrialDialog({ told, look, close }) {
  const { junctions: bound, live } = told.step;
  const { trial_days: least, trial_junctions: most } = told.life.asks;
  const [chosen, setChosen] = useState(() => bound.slice(0, most));
  const [typed, setTyped] = useState(() => ({ days: String(least), first: live ? tomorrow() : "" })); // the page is drawn anew meanwhile
  const [refusal, setRefusal] = useState(null);
  const set = (name) => (event) => setTyped({ ...typed, [name]: event.target.value });
  const act = async () => {
    const wish = { junctions: chosen, days: Number(typed.days), first: typed.first };
    await ask("POST", "/api/exchange/ask", { place: told.place, state: "trial", ...wish });
    close();
    await look();
  };
  const name = (id) => junctionName(city.value.junctions[city.value.place.get(id)] ?? { id, name: "" });
  return html`
    <${Dialog} title=${word("step_trial_title")} close=${close}>
      <p>${word("step_trial_told")}</p>
      <${Form} act=${act} button=${word("step_ask")} cancel=${close} fields=${["junctions", "days"]} refused=${setRefusal}>
        <fieldset class="slot">
          <legend>${word("step_trial_where")}</legend>
          ${bound.length
            ? bound.map((id) => html`<label><input type="checkbox" checked=${chosen.includes(id)} onChange=${() => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])} />${name(id)}</label>`)
            : html`<${Picker} kind="junction" label=${word("step_trial_where")} chosen=${chosen} set=${setChosen} />`}
          <${FieldFaults} refusal=${refusal} field="junctions" />
        </fieldset>
        <div>
          <${Field} label=${word("step_trial_days")}><input type="number" step="1" min="0" required value=${typed.days} onInput=${set("days")} /><//>
          <${FieldFaults} refusal=${refusal} field="days" />
        </div>
        ${live && html`<${Field} label=${word("step_trial_first")}><input type="date" required value=${typed.first} onInput=${set("first")} /><//>`}
        <p class="step-note">${word("step_second")}</p>
      <//>
    <//>
  `;
}

export function AdoptDialog({ told, look, close }) {
  const act = async (typed) => {
    await ask("POST", "/api/exchange/ask", { place: told.place, state: "adopted", owner: typed.get("owner") });
    close();
    await look();
  };
  return html`
    <${Dialog} title=${word("step_adopt_title")} close=${close}>
      <p>${word("step_adopt_told")}</p>
      <${Form} act=${act} button=${word("step_ask")} cancel=${close}>
        <${Field} label=${word("step_owner")}><input name="owner" required maxlength="200" autocomplete="off" autofocus /><//>
        <p class="step-note">${word("step_second")}</p>
      <//>
    <//>
  `;
}
