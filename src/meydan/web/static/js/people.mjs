// Accounts, for the administrator: who there is, with which role, where; invitations, and accounts that are disabled.
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Refusal, ask, dialog } from "./account.mjs";
import { Dialog, Field, Form, Refused } from "./dialog.mjs";
import { word } from "./words.mjs";

const ROLES = ["viewer", "operator", "engineer", "safety_approver", "coordinator", "auditor", "admin"];
const WHOLE_CITY = "*";

export function PeopleDialog() {
  const [told, setTold] = useState(null);
  const [given, setGiven] = useState(null); // the invitation to hand over, with its person
  const [refusal, setRefusal] = useState(null);
  const load = () => ask("GET", "/api/people").then(setTold, setRefusal);
  useEffect(() => void load(), []);
  const change = async (act) => {
    setRefusal(null);
    try {
      await act();
      await load();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
  };
  const invite = (name) => async () => setGiven({ name, ...(await ask("POST", `/api/people/${name}/invitation`)) });
  const put = (person) => () => ask("PUT", `/api/people/${person.name}`, rights(person));
  return html`
    <${Dialog} title=${word("people")} close=${() => (dialog.value = "")} wide>
      ${given && html`<${Given} given=${given} />`}
      <${Refused} refusal=${refusal} />
      ${told && html`
        <div class="table-box">
          <table class="people">
            <thead>
              <tr>
                <th>${word("account_name")}</th><th>${word("person_role")}</th><th>${word("person_areas")}</th>
                <th>${word("person_state")}</th><th></th>
              </tr>
            </thead>
            <tbody>
              ${told.people.map((person) => html`<${Row}
                key=${JSON.stringify(person)}
                person=${person}
                areas=${told.areas}
                save=${(wanted) => change(put(wanted))}
                invite=${() => change(invite(person.name))}
              />`)}
            </tbody>
          </table>
        </div>
        <${Add} areas=${told.areas} added=${(found) => change(async () => setGiven(found))} />
      `}
    <//>
  `;
}

const rights = ({ role, areas, disabled }) => ({ role, areas, disabled });

function Row({ person, areas, save, invite }) {
  const [wanted, setWanted] = useState(person);
  const state = person.disabled ? "person_disabled" : person.has_password ? "person_active" : "person_invited";
  const isChanged = JSON.stringify(rights(wanted)) !== JSON.stringify(rights(person));
  return html`
    <tr class=${person.disabled ? "off" : ""}>
      <th scope="row">${person.name}</th>
      <td><${RoleChoice} label=${person.name} role=${wanted.role} choose=${(role) => setWanted({ ...wanted, role })} /></td>
      <td><${AreaChoice} all=${areas} chosen=${wanted.areas} choose=${(chosen) => setWanted({ ...wanted, areas: chosen })} /></td>
      <td>${word(state)}</td>
      <td><div class="row-buttons">
        ${isChanged && html`<button type="button" class="main" onClick=${() => save(wanted)}>${word("person_save")}</button>`}
        ${!person.disabled && html`<button type="button" class="plain" onClick=${invite}>${word("person_invite")}</button>`}
        <button type="button" class="plain" onClick=${() => save({ ...person, disabled: !person.disabled })}>
          ${word(person.disabled ? "person_enable" : "person_disable")}
        </button>
      </div></td>
    </tr>
  `;
}

const RoleChoice = ({ label, role, choose }) => html`
  <select aria-label=${`${word("person_role")}: ${label}`} value=${role} onChange=${(event) => choose(event.target.value)}>
    ${ROLES.map((name) => html`<option value=${name}>${word(`role_${name}`)}</option>`)}
  </select>
`;

function AreaChoice({ all, chosen, choose }) {
  const toggle = (name) => choose(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  return html`
    <div class="areas">
      ${[WHOLE_CITY, ...all].map((name) => html`<label>
        <input type="checkbox" checked=${chosen.includes(name)} onChange=${() => toggle(name)} />
        ${name === WHOLE_CITY ? word("area_whole") : name}
      </label>`)}
    </div>
  `;
}

function Add({ areas, added }) {
  const [role, setRole] = useState("operator");
  const [chosen, setChosen] = useState([]);
  const [round, setRound] = useState(0); // a form that was sent begins anew
  const act = async (typed) => {
    const name = typed.get("name");
    const { token } = await ask("POST", "/api/people", { name, role, areas: chosen });
    setRound(round + 1);
    setChosen([]);
    added({ name, token });
  };
  return html`
    <section class="add">
      <h3>${word("person_add")}</h3>
      <${Form} key=${round} act=${act} button=${word("person_add")}>
        <${Field} label=${word("account_name")}><input name="name" autocapitalize="none" autocomplete="off" required /><//>
        <div class="field"><span>${word("person_role")}</span><${RoleChoice} label=${word("person_add")} role=${role} choose=${setRole} /></div>
        <div class="field"><span>${word("person_areas")}</span><${AreaChoice} all=${areas} chosen=${chosen} choose=${setChosen} /></div>
      <//>
    </section>
  `;
}

const Given = ({ given }) => html`
  <div class="given" role="status">
    <p>${word("invitation_link", { name: given.name })}</p>
    <input readonly value=${`${location.origin}/#invitation=${given.token}`} aria-label=${word("person_invite")} onFocus=${(event) => event.target.select()} />
  </div>
`;
