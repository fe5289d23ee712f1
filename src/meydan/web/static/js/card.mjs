// The card of a package as text: headings, lists and paragraphs. It comes from another city, so nothing else of it counts.
import { html } from "htm/preact";

// What stands between ticks is shown to the letter: it may be a command or a name such as advance_gap_s.
const MARKS = /(`+)([^`]+)\1|(?<![\w*])(\*{1,2}|_{1,2})(\S(?:.*?\S)?)\3(?![\w*])/g;

export const Card = ({ text }) => html`<div class="card">${parts(text).map(shown)}</div>`;

function parts(text) {
  const found = [];
  for (const line of text.split("\n")) {
    const [, marks, rest] = line.match(/^(#{1,6} |[-*] )?(.*)$/);
    const kind = marks?.startsWith("#") ? "heading" : marks ? "item" : rest.trim() ? "text" : "end";
    const last = found.at(-1);
    if (kind === "text" && (last?.kind === "text" || last?.kind === "item")) last.lines.push(rest.trim());
    else found.push({ kind, lines: [rest.trim()] });
  }
  return found.filter((part) => part.kind !== "end");
}

const shown = ({ kind, lines }) => {
  const text = lines.join(" ").replace(MARKS, (_all, _ticks, code, _mark, said) => code ?? said);
  if (kind === "heading") return html`<h4>${text}</h4>`;
  return kind === "item" ? html`<p class="item">${text}</p>` : html`<p>${text}</p>`;
};
