// A button that does one thing at once, and a command that is copied instead.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Refusal } from "./account.mjs";
import { Refused } from "./dialog.mjs";
import { word } from "./words.mjs";

// Tells why it was refused.
export function Act({ act, label, plain = false, disabled = false }) {
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const does = async () => {
    setBusy(true);
    try {
      await act();
      setRefusal(null);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return html`<div class="step-buttons"><button type="button" class=${plain ? "plain" : "main"} disabled=${busy || disabled} onClick=${does}>${label}</button></div><${Refused} refusal=${refusal} />`;
}

export function Command({ text }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return html`<div class="command"><code tabindex="0">${text}</code>${navigator.clipboard && html`<button type="button" class="plain" onClick=${copy}>${word(copied ? "step_copied" : "step_copy")}</button>`}</div>`;
}
