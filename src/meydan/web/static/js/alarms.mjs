// The alarms of one junction: what, where, how bad, for how long, and what was done about it.
import { html } from "htm/preact";
import { clockText } from "./link.mjs";
import { clock, day, has, say, word } from "./words.mjs";

export function Alarms({ now }) {
  if (!now.alarms.length) return null;
  return html`
    <section class="alarms" aria-live="polite">
      <h3>${word("alarms")}</h3>
      <ul>
        ${now.alarms.map((alarm) => html`<${Alarm} key=${`${alarm.part} ${alarm.code}`} alarm=${alarm} t=${now.t} />`)}
      </ul>
    </section>
  `;
}

const Alarm = ({ alarm, t }) => html`
  <li class="alarm-${alarm.state} priority-${alarm.priority}">
    <b>${word(`priority_${alarm.priority}`)}</b>
    <p>${alarmName(alarm.code)}<span>${about(alarm)}</span><${Done} alarm=${alarm} /></p>
    <p>${word(`alarm_state_${alarm.state}`)}<span>${age((t - alarm.since) / 1000)}</span></p>
  </li>
`;

export const alarmName = (code) => (has(`screen.alarm_${code}`) ? word(`alarm_${code}`) : word("alarm_other"));
export const whatToDo = (code) => word(has(`screen.alarm_do_${code}`) ? `alarm_do_${code}` : "alarm_do_other");

// The code as the controller's manual has it, the part, and what the controller adds.
export const about = ({ code, part, detail, ours }) => {
  const said = code === "clock_off" ? clockText(Number.parseFloat(detail)) : has(`screen.detector_${detail}`) ? word(`detector_${detail}`) : detail;
  return [ours ? word("alarm_of_centre") : code, part, said].filter(Boolean).join(" · ");
};

// Who did what with an alarm, and whether its controller knows.
export const Done = ({ alarm: { seen, rest, untold, closed, closed_by } }) => html`
  ${seen && !closed_by && html`<span>${word("alarm_seen_by", { person: seen.person, clock: clock(seen.t) })}</span>`}
  ${rest && html`<span>${word("alarm_rest_by", { person: rest.person, reason: rest.reason, day: day(rest.until), clock: clock(rest.until) })}</span>`}
  ${untold && html`<span class="untold">${word("alarm_untold", { why: say(untold.code, untold.values) })}</span>`}
  ${closed && html`<span>${closed_by ? word("alarm_closed_by", { person: closed_by, clock: clock(closed) }) : word("alarm_closed", { clock: clock(closed) })}</span>`}
`;

export function age(s) {
  if (s < 60) return word("age_seconds", { n: Math.max(0, Math.floor(s)) });
  if (s < 3600) return word("age_minutes", { n: Math.floor(s / 60) });
  if (s < 172800) return word("age_hours", { n: Math.floor(s / 3600) });
  return word("age_days", { n: Math.floor(s / 86400) });
}
