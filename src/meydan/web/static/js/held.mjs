// The overrides that stand, on the map: who holds what, how long still, and giving back at once; and what waits for a
// second person.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal, ask, can, me, reaches } from "./account.mjs";
import { city, select } from "./city.mjs";
import { Refused } from "./dialog.mjs";
import { frame } from "./live.mjs";
import { left } from "./override.mjs";
import { usePolled } from "./polled.mjs";
import { junctionName, word } from "./words.mjs";

function Requests() {
  const { told, look } = usePolled("/api/requests");
  if (!told?.length) return null;
  return html`
    <section class="held requests" aria-label=${word("requests")} aria-live="polite">
      <h3>${word("requests")} <b>${told.length}</b></h3>
      <ul>
        ${told.map((request) => html`<${Asked} key=${request.id} request=${request} look=${look} />`)}
      </ul>
    </section>
  `;
}

function Asked({ request, look }) {
  const [refusal, setRefusal] = useState(null);
  const { id, junction, person, action, plan, cause, lasts_s, digest } = request;
  const name = junctionName(city.value.junctions[city.value.place.get(junction)]);
  const tell = (method, body) => () =>
    ask(method, `/api/requests/${id}`, body).then(look, (error) => setRefusal(error instanceof Refusal ? error : null));
  return html`
    <li>
      <button type="button" class="link-button" onClick=${() => select(junction)}>${name}</button>
      <b>${action === "plan" ? `${word("plan")} ${plan}` : word("action_local")}</b>
      <span>${word("override_by", { person, cause })}, ${word("request_lasts", { min: lasts_s / 60 })}</span>
      ${reaches(junction) && html`<div class="row-buttons">
        ${person !== me.value.name && html`<button type="button" class="main" onClick=${tell("POST", { digest })}>${word("request_agree")}</button>`}
        <button type="button" class="plain" onClick=${tell("DELETE")}>${word("request_decline")}</button>
      </div>`}
      <${Refused} refusal=${refusal} />
    </li>
  `;
}

export const HeldBox = () => html`<div class="held-box">${can("override") && html`<${Requests} />`}<${Held} /></div>`;

function Held() {
  const held = frame.value?.overrides ?? [];
  if (!held.length) return null;
  return html`
    <section class="held" aria-label=${word("overrides")}>
      <h3>${word("overrides")} <b>${held.length}</b></h3>
      <ul>
        ${held.map((override) => html`<${One} key=${override.id} override=${override} t=${frame.value.t} />`)}
      </ul>
    </section>
  `;
}

function One({ override, t }) {
  const [refusal, setRefusal] = useState(null);
  const { id, junction, person, until, stand } = override;
  const name = junctionName(city.value.junctions[city.value.place.get(junction)]);
  const give = () =>
    ask("DELETE", `/api/overrides/${encodeURIComponent(junction)}/${id}`).then(
      () => setRefusal(null),
      (error) => setRefusal(error instanceof Refusal ? error : null),
    );
  return html`
    <li>
      <button type="button" class="link-button" onClick=${() => select(junction)}>${name}</button>
      <time class=${`stand-${stand}`}>${word("override_left", { left: left(until, t) })}</time>
      <span>${person}</span>
      ${can("override") && reaches(junction) && html`<button type="button" class="plain" aria-label=${`${word("give_back")}: ${name}`} onClick=${give}>${word("give_back")}</button>`}
      <${Refused} refusal=${refusal} />
    </li>
  `;
}
