// A dialog over the page, a field in it, and what was refused.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Refusal } from "./account.mjs";
import { language, say, word } from "./words.mjs";

export function Dialog({ title, close, wide = false, children }) {
  const box = useRef(null);
  useEffect(() => {
    box.current.showModal();
  }, []);
  return html`
    <dialog
      class="dialog ${wide ? "wide" : ""}"
      ref=${box}
      aria-label=${title}
      onKeyDown=${(event) => event.stopPropagation()}
      onCancel=${(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2>${title}</h2>
        <button type="button" class="close" aria-label=${word("close")} title=${word("close")} onClick=${close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18" /></svg>
        </button>
      </header>
      ${children}
    </dialog>
  `;
}

export const Field = ({ label, children }) => html`<label class="field"><span>${label}</span>${children}</label>`;

// A form that does one thing: busy while it is done, and telling why it was refused. Reasons that are about one of its
// `fields` are told beside it, by whoever takes them from `refused`.
export function Form({ act, button, children, cancel, danger = false, fields = [], refused = () => {} }) {
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    refused(null);
    try {
      await act(new FormData(event.target));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
      refused(error);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <form class="form" onSubmit=${submit}>
      ${children}
      <${Refused} refusal=${refusal} beside=${fields} />
      <div class="form-buttons">
        ${cancel && html`<button type="button" class="plain" onClick=${cancel}>${word("cancel")}</button>`}
        <button type="submit" class=${danger ? "main danger" : "main"} disabled=${busy}>${button}</button>
      </div>
    </form>
  `;
}

export function Refused({ refusal, beside = [] }) {
  const why = (refusal?.why ?? []).filter((one) => !beside.includes(one.field));
  return html`<div class="refusal" role="alert">${refusal && say(refusal.code, refusal.values)}${why.length > 0 && html`<ul>${why.map((one) => html`<li>${one[language.value]}</li>`)}</ul>`}</div>`;
}

// What was wrong with one field, right under it.
export const FieldFaults = ({ refusal, field }) =>
  (refusal?.why ?? []).filter((one) => one.field === field).map((one) => html`<p class="field-fault">${one[language.value]}</p>`);
