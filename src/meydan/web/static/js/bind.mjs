// Binding a package to this city: what goes into each slot, from the names that the city has, with its faults beside it.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { ask } from "./account.mjs";
import { city } from "./city.mjs";
import { Dialog, Field, FieldFaults, Form } from "./dialog.mjs";
import { junctionName, language, word } from "./words.mjs";

const asList = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export function BindDialog({ told, look, close }) {
  const { slots } = told.package;
  const [bound, setBound] = useState(() => begin(slots, told.step.bound));
  const [refusal, setRefusal] = useState(null);
  const act = async () => {
    await ask("POST", "/api/exchange/adapt", { place: told.place, bound });
    close();
    await look();
  };
  return html`
    <${Dialog} title=${word("step_bind_title")} close=${close}>
      <p>${word("step_bind_told")}</p>
      <${Form} act=${act} button=${word("step_bind_save")} cancel=${close} fields=${slots.map((slot) => slot.name)} refused=${setRefusal}>
        ${slots.map((slot) => html`<fieldset class="slot" key=${slot.name}>
          <legend>${slot.what[language.value]} <code>${slot.name}</code></legend>
          ${slot.kind === "number"
            ? html`<${NumberSlot} slot=${slot} value=${bound[slot.name]} set=${(value) => setBound({ ...bound, [slot.name]: value })} />`
            : html`<${Picker} kind=${slot.kind} label=${slot.what[language.value]} chosen=${bound[slot.name]} set=${(value) => setBound({ ...bound, [slot.name]: value })} />`}
          <${FieldFaults} refusal=${refusal} field=${slot.name} />
        </fieldset>`)}
      <//>
    <//>
  `;
}

const begin = (slots, before) =>
  Object.fromEntries(slots.map(({ name, kind, usual, least }) => [name, kind === "number" ? (before[name] ?? usual ?? least) : asList(before[name])]));

// An empty field is null, which the centre refuses with a sentence of its own.
const NumberSlot = ({ slot, value, set }) => html`
  <${Field} label=${word("step_bounds", { least: slot.least, most: slot.most, unit: slot.unit })}>
    <input type="number" step="any" value=${value ?? ""} onInput=${(event) => set(event.target.value === "" ? null : Number(event.target.value))} />
  <//>
`;

const known = (id) => city.value.junctions[city.value.place.get(id)];
const nameOf = (name) => {
  const [junction, part] = name.split("/");
  const shown = known(junction) ? junctionName(known(junction)) : junction;
  return part === undefined ? shown : `${shown} · ${part}`;
};

// Names of the city, one after the other: a junction, or a part of one. A city may have thousands, so one is typed and
// the browser offers what fits.
export function Picker({ kind, label, chosen, set }) {
  const [typed, setTyped] = useState("");
  const [parts, setParts] = useState(null);
  const [part, setPart] = useState("");
  const junction = city.value.junctions.find((one) => one.id === typed || junctionName(one) === typed);
  const isPart = kind !== "junction";
  const type = async (text) => {
    setTyped(text);
    setParts(null);
    const found = city.value.junctions.find((one) => one.id === text || junctionName(one) === text);
    if (!isPart || !found) return;
    const names = await ask("GET", `/api/exchange/names?${new URLSearchParams({ kind, junction: found.id })}`);
    setParts(names);
    setPart(names[0] ?? "");
  };
  const name = isPart ? part : junction?.id;
  const mayAdd = junction && name && !chosen.includes(name);
  const add = () => {
    if (!mayAdd) return;
    set([...chosen, name]);
    if (!isPart) setTyped("");
  };
  const list = `offered-${kind}`;
  return html`
    ${chosen.length > 0
      ? html`<ul class="chosen">${chosen.map((one) => html`<li key=${one}>${nameOf(one)}<button type="button" aria-label=${word("step_remove", { name: nameOf(one) })} title=${word("step_remove", { name: nameOf(one) })} onClick=${() => set(chosen.filter((other) => other !== one))}>×</button></li>`)}</ul>`
      : html`<p class="step-note">${word("step_no_names")}</p>`}
    <div class="picker">
      <${Field} label=${word("step_junction")}>
        <input list=${list} value=${typed} aria-label=${`${label}: ${word("step_junction")}`} autocomplete="off" onInput=${(event) => type(event.target.value)} onKeyDown=${(event) => event.key === "Enter" && (event.preventDefault(), add())} />
        <datalist id=${list}>${city.value.junctions.map((one) => html`<option value=${one.id}>${junctionName(one)}</option>`)}</datalist>
      <//>
      ${isPart && parts?.length > 0 && html`<${Field} label=${word("step_part")}>
        <select value=${part} onChange=${(event) => setPart(event.target.value)}>${parts.map((one) => html`<option value=${one}>${one.split("/")[1]}</option>`)}</select>
      <//>`}
      <button type="button" class="plain" disabled=${!mayAdd} onClick=${add}>${word("step_add")}</button>
    </div>
    ${isPart && parts?.length === 0 && html`<p class="step-note">${word("step_no_parts")}</p>`}
  `;
}
