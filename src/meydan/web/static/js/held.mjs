// The overrides that stand, on the map: who holds what, how long still, and giving back at once.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal, ask, can, reaches } from "./account.mjs";
import { city, select } from "./city.mjs";
import { Refused } from "./dialog.mjs";
import { frame } from "./live.mjs";
import { left } from "./override.mjs";
import { junctionName, word } from "./words.mjs";

export function Held() {
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
