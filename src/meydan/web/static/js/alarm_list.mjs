// The alarms of the whole city: filtered, sorted, and acted on. What a person may do, the centre decides.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal, ask, can, dialog, me, reaches } from "./account.mjs";
import { Done, about, age, alarmName, whatToDo } from "./alarms.mjs";
import { city, select } from "./city.mjs";
import { Dialog, Field, Form, Refused } from "./dialog.mjs";
import { usePolled } from "./polled.mjs";
import { clock, compare, day, fold, junctionName, number, word } from "./words.mjs";

const SHOWS = ["open", "new", "suspended", "closed"];
const SORTS = ["priority", "age", "junction"];
const PRIORITIES = [1, 2, 3];
const REASONS = ["repair", "roadworks", "known", "false", "test"];
const HOURS = [1, 4, 8, 24, 72, 168];

const shows = signal("open");
const only = signal(0); // a priority, or 0 for all
const sort = signal("priority");
const sought = signal("");
const resting = signal(null); // the alarm that is being suspended

const FITS = {
  open: (alarm) => alarm.state !== "suspended",
  new: (alarm) => alarm.state === "active" || (alarm.state === "over" && !alarm.seen),
  suspended: (alarm) => alarm.state === "suspended",
  closed: () => true,
};

const ORDER = {
  priority: (a, b) => a.priority - b.priority || b.since - a.since,
  age: (a, b) => (b.closed ?? b.since) - (a.closed ?? a.since),
  junction: (a, b) => compare(a.name, b.name) || a.priority - b.priority,
};

export function AlarmPage() {
  const { told, old, look } = usePolled("/api/alarms");
  const all = (shows.value === "closed" ? told?.closed : told?.open) ?? [];
  const text = fold(sought.value.trim());
  const named = all.map((alarm) => ({ ...alarm, name: nameOf(alarm.junction), what: alarmName(alarm.code) }));
  const shown = named.filter(FITS[shows.value]);
  const listed = shown
    .filter((alarm) => !only.value || alarm.priority === only.value)
    .filter((alarm) => !text || [alarm.name, alarm.junction, alarm.what, alarm.code, alarm.part].some((part) => fold(part).includes(text)))
    .sort(ORDER[sort.value]);
  return html`
    <main class="page ${old ? "stale" : ""}" aria-label=${word("page_alarms")}>
      <header class="page-head">
        <h2>${word("page_alarms")}</h2>
        <span class="count" role="status">${word("alarms_found", { found: listed.length, all: all.length })}</span>
        <${Filters} counts=${PRIORITIES.map((n) => shown.filter((alarm) => alarm.priority === n).length)} />
      </header>
      ${me.value && !me.value.name && html`<p class="page-note">
        <button type="button" class="plain" onClick=${() => (dialog.value = "sign_in")}>${word("alarms_sign_in")}</button>
      </p>`}
      ${told && (listed.length ? html`<${Table} listed=${listed} t=${told.t} look=${look} />` : html`<p class="nobody">${word("alarms_none")}</p>`)}
      ${told?.left_out > 0 && html`<p class="page-note">${word("alarms_left_out", { n: told.left_out })}</p>`}
    </main>
    ${resting.value && html`<${RestDialog} alarm=${resting.value} t=${told.t} look=${look} />`}
  `;
}

function nameOf(id) {
  const place = city.value.place.get(id);
  return place === undefined ? id : junctionName(city.value.junctions[place]);
}

const Filters = ({ counts }) => html`
  <div class="counts" role="group" aria-label=${word("alarm_severity")}>
    ${PRIORITIES.map((n) => html`<button
      type="button"
      aria-pressed=${only.value === n}
      onClick=${() => (only.value = only.value === n ? 0 : n)}
    >
      <i class="severity priority-${n}" aria-hidden="true"></i><b>${counts[n - 1]}</b><span>${word(`priority_${n}`)}</span>
    </button>`)}
  </div>
  <${Choice} name="alarms_show" of=${SHOWS} says=${(one) => word(`alarms_${one}`)} chosen=${shows} />
  <${Choice} name="alarms_by" of=${SORTS} says=${(one) => word(`alarms_by_${one}`)} chosen=${sort} />
  <input
    type="search"
    value=${sought.value}
    placeholder=${word("alarms_find")}
    aria-label=${word("alarms_find")}
    onInput=${(event) => (sought.value = event.target.value)}
  />
`;

export const Choice = ({ name, of, says, chosen }) => html`
  <label class="sort">
    <span>${word(name)}</span>
    <select aria-label=${word(name)} value=${chosen.value} onChange=${(event) => (chosen.value = event.target.value)}>
      ${of.map((one) => html`<option value=${one}>${says(one)}</option>`)}
    </select>
  </label>
`;

const Table = ({ listed, t, look }) => html`
  <div class="table-box">
    <table class="alarm-table">
      <thead>
        <tr>
          ${["severity", "what", "junction", "state", "acts"].map((name) => html`<th scope="col">${word(`alarm_${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${listed.map((alarm) => html`<${Row} key=${keyOf(alarm)} alarm=${alarm} t=${t} look=${look} />`)}
      </tbody>
    </table>
  </div>
`;

const keyOf = ({ junction, part, code, closed }) => `${junction}|${part}|${code}|${closed ?? ""}`;

const Row = ({ alarm, t, look }) => html`
  <tr class="alarm-${alarm.state} priority-${alarm.priority}">
    <td><b class="severity-word"><i class="severity priority-${alarm.priority}" aria-hidden="true"></i>${word(`priority_${alarm.priority}`)}</b></td>
    <th scope="row">
      ${alarm.what}
      <span>${about(alarm)}</span>
      <details><summary>${word("alarm_what_to_do")}</summary><p>${whatToDo(alarm.code)}</p></details>
    </th>
    <td><button type="button" class="link-button" onClick=${() => select(alarm.junction)}>${alarm.name}</button></td>
    <td>
      ${word(`alarm_state_${alarm.state}`)}<span title=${`${day(alarm.since)} ${clock(alarm.since)}`}>${age((t - alarm.since) / 1000)}</span>
      <${Done} alarm=${alarm} />
    </td>
    <td><${Acts} alarm=${alarm} look=${look} /></td>
  </tr>
`;

function Acts({ alarm, look }) {
  const [refusal, setRefusal] = useState(null);
  if (alarm.closed || !can("handle_alarms") || !reaches(alarm.junction)) return null;
  const does = (act) => () =>
    handle(alarm, act).then(
      () => setRefusal(null) || look(),
      (error) => {
        if (!(error instanceof Refusal)) throw error;
        setRefusal(error);
      },
    );
  const isOpen = alarm.state === "active" || (alarm.state === "over" && !alarm.seen);
  const label = (name) => `${word(name)}: ${alarm.what}, ${alarm.name}`;
  const button = (name, act, kind = "plain") => html`<button type="button" class=${kind} aria-label=${label(name)} onClick=${act}>${word(name)}</button>`;
  return html`
    <div class="row-buttons">
      ${isOpen && button("alarm_acknowledge", does("acknowledge"), "main")}
      ${alarm.state === "suspended"
        ? button("alarm_resume", does("resume"))
        : button("alarm_suspend", () => (resting.value = alarm))}
      ${button("alarm_clear", does("clear"))}
    </div>
    <${Refused} refusal=${refusal} />
  `;
}

const handle = ({ junction, part, code }, act, more = {}) => ask("POST", "/api/alarms", { junction, part, code, act, ...more });

function RestDialog({ alarm, t, look }) {
  const [hours, setHours] = useState(8);
  const close = () => (resting.value = null);
  const until = t + hours * 3600000;
  const act = async (typed) => {
    await handle(alarm, "suspend", { reason: typed.get("reason"), lasts_s: hours * 3600 });
    close();
    look();
  };
  return html`
    <${Dialog} title=${word("alarm_suspend_title")} close=${close}>
      <p class="override-where">${alarm.what} · ${alarm.name}</p>
      <${Form} act=${act} button=${word("alarm_suspend_now")} cancel=${close}>
        <${Field} label=${word("alarm_why")}>
          <select name="reason" required>
            <option value="" disabled selected hidden>–</option>
            ${REASONS.map((reason) => html`<option value=${reason}>${word(`reason_${reason}`)}</option>`)}
          </select>
        <//>
        <${Field} label=${word("alarm_rest_lasts")}>
          <select value=${hours} onChange=${(event) => setHours(Number(event.target.value))}>
            ${HOURS.map((n) => html`<option value=${n}>${lasts(n)}</option>`)}
          </select>
        <//>
        <p class="preview" aria-live="polite">${word("alarm_rest_preview", { day: day(until), clock: clock(until) })}</p>
      <//>
    <//>
  `;
}

const lasts = (hours) =>
  hours <= 24 ? word("override_hours", { hours: number(hours) }) : word("alarm_days", { days: number(hours / 24) });
