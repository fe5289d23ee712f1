// The audit trail, for the auditor: newest first, searched by person, act and text.
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Refusal, ask, dialog } from "./account.mjs";
import { Dialog, Field, Form, Refused } from "./dialog.mjs";
import { clock, day, dayBegins, has, word } from "./words.mjs";

const ACTS = [
  "signed_in", "signed_out", "sign_in_failed", "password_set", "password_proved", "first_invitation",
  "person_added", "person_changed", "person_invited", "override_asked", "override_given_back", "override_agreed",
  "override_declined",
  "alarm_acknowledge", "alarm_suspend", "alarm_resume", "alarm_clear", "clock_asked",
  "priority_wanted", "priority_dropped",
  "proof_started", "proof_gone_on", "proof_stopped", "registry_read", "package_verified",
  "exchange_step", "exchange_agreed", "registry_trusted", "registry_trust_agreed", "deployment_taken_back", "trial_ended",
  "exchange_asked", "exchange_declined", "days_started", "days_stopped",
];
const A_PAGE = 50;

export function AuditDialog() {
  const [wanted, setWanted] = useState({});
  const [found, setFound] = useState({ entries: [], more: false });
  const [refusal, setRefusal] = useState(null);
  const find = async (search, before) => {
    const typed = Object.entries({ ...search, before }).filter(([, value]) => value);
    const page = await ask("GET", `/api/audit?${new URLSearchParams([...typed, ["most", A_PAGE]])}`);
    setWanted(search);
    setFound(before ? { ...page, entries: [...found.entries, ...page.entries] } : page);
  };
  const more = () => find(wanted, found.entries.at(-1).number).catch(told);
  const told = (error) => {
    if (!(error instanceof Refusal)) throw error;
    setRefusal(error);
  };
  useEffect(() => void find({}).catch(told), []);
  return html`
    <${Dialog} title=${word("audit")} close=${() => (dialog.value = "")} wide>
      <${Form} act=${(typed) => find(wish(typed))} button=${word("audit_find")}>
        <div class="search">
          <${Field} label=${word("audit_who")}><input name="person" autocapitalize="none" autocomplete="off" /><//>
          <${Field} label=${word("audit_what")}>
            <select name="act">
              <option value="">${word("audit_any")}</option>
              ${ACTS.map((act) => html`<option value=${act}>${actName(act)}</option>`)}
            </select>
          <//>
          <${Field} label=${word("audit_text")}><input name="text" autocomplete="off" /><//>
          <${Field} label=${word("audit_since")}><input name="since" type="date" /><//>
          <${Field} label=${word("audit_until")}><input name="until" type="date" /><//>
        </div>
      <//>
      <${Refused} refusal=${refusal} />
      <div class="table-box">
        <table class="audit">
          <thead>
            <tr>
              <th>${word("audit_when")}</th><th>${word("audit_who")}</th><th>${word("audit_what")}</th>
              <th>${word("audit_on")}</th><th>${word("audit_from")}</th>
            </tr>
          </thead>
          <tbody>
            ${found.entries.map((entry) => html`<${Row} key=${entry.number} entry=${entry} />`)}
          </tbody>
        </table>
        ${found.entries.length === 0 && html`<p class="nobody">${word("audit_none")}</p>`}
      </div>
      ${found.more && html`<button type="button" class="plain" onClick=${more}>${word("audit_more")}</button>`}
    <//>
  `;
}

// What was typed, with days as instants: from the first one's begin to the last one's end, in the city.
function wish(typed) {
  const { since, until, ...rest } = Object.fromEntries(typed);
  return { ...rest, since: since && dayBegins(since), until: until && dayBegins(until, 1) - 1 };
}

const actName = (act) => (has(`screen.act_${act}`) ? word(`act_${act}`) : act);

const Row = ({ entry }) => html`
  <tr>
    <td><time>${day(entry.t)} ${clock(entry.t)}</time><span>${entry.number}</span></td>
    <td>${entry.person}</td>
    <td>${actName(entry.act)}</td>
    <td>${entry.subject}<span>${detail(entry.detail)}</span></td>
    <td>${entry.address}</td>
  </tr>
`;

// Fields and values as they were written down, in the words of the page where it has some.
const detail = (values) =>
  Object.entries(values)
    .filter(([, value]) => value)
    .map(([name, value]) => `${has(`screen.detail_${name}`) ? word(`detail_${name}`) : name}: ${valueOf(name, value)}`)
    .join(" · ");

function valueOf(name, value) {
  if (name === "lasts_s") return word("detail_minutes", { min: Number(value) / 60 });
  if (has(`screen.${name}_${value}`)) return word(`${name}_${value}`);
  return has(`screen.detail_${name}_${value}`) ? word(`detail_${name}_${value}`) : value;
}
