// What safety goes by at this junction, to read: stages, shortest greens and the intergreen matrix.
import { html } from "htm/preact";
import { number, word } from "./words.mjs";

export function SafetyData({ facts }) {
  const ids = facts.groups.map((group) => group.id);
  const found = new Map(facts.intergreens.map((pair) => [`${pair.ending} ${pair.starting}`, pair]));
  const guessed = [...facts.intergreens, ...facts.groups.map((group) => group.min_green)].some((value) => value.sure === "guessed");
  return html`
    <details class="safety">
      <summary>${word("safety_data")}</summary>
      <table class="stages">
        <tr><th scope="col">${word("stage")}</th><th scope="col">${word("green_groups")}</th></tr>
        ${facts.stages.map((stage) => html`<tr><th scope="row">${stage.id}</th><td>${stage.green.join(", ")}</td></tr>`)}
      </table>
      <div class="matrix">
        <table>
          <caption>${word("intergreens")}</caption>
          <tr><th></th>${ids.map((id) => html`<th scope="col">${id}</th>`)}<th scope="col">${word("min_green")}</th></tr>
          ${facts.groups.map(
            (group) => html`<tr>
              <th scope="row">${group.id}</th>
              ${ids.map((to) => html`<${Cell} value=${found.get(`${group.id} ${to}`)} same=${to === group.id} />`)}
              <${Cell} value=${group.min_green} />
            </tr>`,
          )}
        </table>
      </div>
      ${guessed && html`<p class="guessed-note">${word("guessed_note")}</p>`}
    </details>
  `;
}

const Cell = ({ value, same }) =>
  html`<td class="${same ? "same" : ""} ${value?.sure === "guessed" ? "guessed" : ""}">${value ? number(value.s) : ""}</td>`;
