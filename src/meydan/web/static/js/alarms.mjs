// The alarms of one junction: what, where, how bad, for how long, and what was done about it.
import { html } from "htm/preact";
import { has, word } from "./words.mjs";

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
    <p>
      ${alarmName(alarm.code)}
      <span>${alarm.code} · ${alarm.part}${alarm.detail ? ` · ${alarm.detail}` : ""}</span>
    </p>
    <p>${word(`alarm_state_${alarm.state}`)}<span>${age((t - alarm.since) / 1000)}</span></p>
  </li>
`;

const alarmName = (code) => (has(`screen.alarm_${code}`) ? word(`alarm_${code}`) : word("alarm_other"));

function age(s) {
  if (s < 60) return word("age_seconds", { n: Math.max(0, Math.floor(s)) });
  if (s < 3600) return word("age_minutes", { n: Math.floor(s / 60) });
  if (s < 172800) return word("age_hours", { n: Math.floor(s / 3600) });
  return word("age_days", { n: Math.floor(s / 86400) });
}
