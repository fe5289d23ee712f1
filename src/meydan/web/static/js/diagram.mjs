// The coordination diagram of one signal group: each vehicle by when it came and how long after red that was.
import { html } from "htm/preact";
import { number, word } from "./words.mjs";

const [WIDE, HIGH, LEFT, BOTTOM, EDGE] = [640, 170, 40, 34, 8];
const WINDOW_S = 900;
const KEYS = ["vehicle", "green", "yellow", "red"];

const x = (ago) => LEFT + (1 - Math.min(ago, WINDOW_S) / WINDOW_S) * (WIDE - LEFT - EDGE);

export function Diagram({ group, of }) {
  const top = Math.max(30, ...of.cycles.map((cycle) => cycle[3]));
  const y = (s) => HIGH - BOTTOM - (Math.min(s, top) / top) * (HIGH - BOTTOM - EDGE);
  const says = word("measures_diagram_of", { group, vehicles: of.vehicles.length, cycles: of.cycles.length });
  return html`
    <figure class="diagram">
      <figcaption><b>${group}</b></figcaption>
      <svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${says}>
        ${steps(top).map((s) => html`<path class="grid" d="M${LEFT} ${y(s)}H${WIDE - EDGE}" /><text class="y" x=${LEFT - 6} y=${y(s) + 4}>${number(s)}</text>`)}
        ${[15, 10, 5, 0].map((m) => html`<text class="x" x=${Math.min(x(m * 60), WIDE - 12)} y=${HIGH - BOTTOM + 15}>${m ? `−${m}` : "0"}</text>`)}
        <text class="x" x=${(LEFT + WIDE) / 2} y=${HIGH - 3}>${word("measures_minutes_ago")}</text>
        ${["red", "yellow", "green"].map((what, i) => html`<path class="mark-${what}" d=${of.cycles.map((cycle) => stroke(cycle, y(cycle[3 - i]))).join("")} />`)}
        <path class="mark-vehicle" d=${of.vehicles.map(([ago, s]) => `M${x(ago).toFixed(1)} ${y(s).toFixed(1)}h0`).join("")} />
      </svg>
    </figure>
  `;
}

// What the marks of all diagrams stand for.
export const DiagramKey = () => html`
  <p class="diagram-key">
    <span>${word("measures_in_cycle")}</span>
    ${KEYS.map((what) => html`<span><svg viewBox="0 0 14 8" aria-hidden="true"><path class="mark-${what}" d=${what === "vehicle" ? "M7 4h0" : "M0 4h14"} /></svg>${word(`measures_key_${what}`)}</span>`)}
  </p>
`;

// A level line as long as its cycle lasted; what began before the window is cut.
function stroke([ago, , , lasted], level) {
  const begin = x(ago);
  return `M${begin.toFixed(1)} ${level.toFixed(1)}H${Math.max(begin + 1, x(ago - lasted)).toFixed(1)}`;
}

function steps(top) {
  const step = top > 120 ? 60 : top > 60 ? 30 : 15;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}
