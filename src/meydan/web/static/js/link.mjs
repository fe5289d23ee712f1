// How a controller is connected: which site, what it speaks, how well its clock and its line are.
import { html } from "htm/preact";
import { clock, number, word } from "./words.mjs";

const FAR_OFF_S = 1; // beyond this no offset is ordered

export const Link = ({ now }) => {
  const { link, silent_s } = now;
  return html`
    <section class="link">
      <h3>${word("link")}</h3>
      <dl>
        <div><dt>${word("link_site")}</dt><dd>${link.site}</dd></div>
        <div><dt>${word("link_spoken")}</dt><dd>${link.spoken}</dd></div>
        <div><dt>${word("link_heard")}</dt><dd>${silent_s < 0 ? "–" : word("link_ago", { s: silent_s })}</dd></div>
        <div class=${isFarOff(link.clock_s) ? "is-bad" : ""}>
          <dt>${word("link_clock")}</dt>
          <dd>${clockText(link.clock_s)}</dd>
        </div>
        <div><dt>${word("link_answer")}</dt><dd>${word("milliseconds", { ms: number(link.answer_ms) })}</dd></div>
        <div><dt>${word("link_measured")}</dt><dd>${clock(link.t)}</dd></div>
      </dl>
    </section>
  `;
};

export const isFarOff = (s) => Math.abs(s) > FAR_OFF_S;

export function clockText(s) {
  if (s === 0) return word("link_clock_right");
  return word(s > 0 ? "link_clock_ahead" : "link_clock_behind", { s: Math.abs(s) });
}
