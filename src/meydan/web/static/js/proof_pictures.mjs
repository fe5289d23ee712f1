// Two pictures of a proof: what each pair changed, with the mean and its interval; and what each approach did.
import { html } from "htm/preact";
import { percent, signed } from "./proof.mjs";
import { number, say, word } from "./words.mjs";

const [WIDE, HIGH, LEFT, BOTTOM, TOP, RIGHT] = [760, 240, 52, 34, 10, 12];
const VARIANTS = ["base", "demand_0.85", "demand_1.15", "detector_lost"];
const STEPS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

const steps = (low, high, most) => {
  const step = STEPS.find((s) => (high - low) / s <= most) ?? 20000;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
};

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

// One pair far off would press all others flat: the picture reaches as far as most do, and says what lies beyond.
function reach(values, sure) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  const [q1, q3] = [at(0.25), at(0.75)];
  const room = Math.max(4 * (q3 - q1), 5);
  const low = Math.min(...sure, Math.max(sorted[0], q1 - room));
  const high = Math.max(...sure, Math.min(sorted.at(-1), q3 + room));
  const edge = Math.max(1, high - low) * 0.06;
  return [low - edge, high + edge];
}

export function PairPicture({ proof }) {
  const { pairs, delay, margin } = proof;
  const groups = VARIANTS.map((variant) => [variant, pairs.filter((pair) => pair.variant === variant)]).filter(([, of]) => of.length);
  const base = pairs.filter((pair) => pair.variant === "base");
  const [low, high] = reach(pairs.map((pair) => pair.change * 100), [0, margin * 100]);
  const places = pairs.length + 2 * groups.length + 1;
  const wide = (WIDE - LEFT - RIGHT) / Math.max(places, 16);
  const y = (value) => TOP + ((high - clamp(value, low, high)) / (high - low)) * (HIGH - TOP - BOTTOM);
  const isBeyond = (value) => value < low || value > high;
  let at = 0;
  const dots = [];
  const labels = [];
  for (const [variant, of] of groups) {
    const begin = at + 1;
    for (const pair of of) {
      at += 1;
      dots.push({ x: LEFT + at * wide, pair });
    }
    labels.push({ x: LEFT + ((begin + at) / 2) * wide, variant });
    at += variant === "base" ? 2 : 1;
  }
  const mean = LEFT + (base.length + 1.4) * wide;
  const told = say("prove.differences_told", { better: base.filter((pair) => pair.change < 0).length, pairs: base.length });
  return html`
    <figure class="proof-picture">
      <svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${told}>
        ${steps(low, high, 6).map((value) => html`<path class="grid" d="M${LEFT} ${y(value)}H${WIDE - RIGHT}" /><text class="y" x=${LEFT - 6} y=${y(value) + 4}>${signed(value, 1)}</text>`)}
        <path class="level" d="M${LEFT} ${y(0)}H${WIDE - RIGHT}" />
        <path class="allowed" d="M${LEFT} ${y(margin * 100)}H${WIDE - RIGHT}" />
        ${dots.map(({ x, pair }) => html`<${Dot} x=${x} y=${y(pair.change * 100)} pair=${pair} beyond=${isBeyond(pair.change * 100)} up=${pair.change * 100 > high} />`)}
        ${delay && html`<${Mean} x=${mean} y=${y} delay=${delay} />`}
        ${labels.map(({ x, variant }) => html`<text class="x" x=${x} y=${HIGH - 14}>${variantName(variant)}</text>`)}
        <text class="y" x=${LEFT - 6} y=${HIGH - 14}>%</text>
      </svg>
      <figcaption>
        ${told}
        <${Key} keys=${[["pair", say("prove.key_pair")], ...(groups.length > 1 ? [["other", say("prove.key_variant")]] : []), ["mean", say("prove.key_interval")], ["limit", say("prove.key_margin")]]} />
      </figcaption>
    </figure>
  `;
}

const SHORT = { "demand_0.85": "×0.85", "demand_1.15": "×1.15" };
const variantName = (variant) => (SHORT[variant] ? `×${number(Number(SHORT[variant].slice(1)), 2)}` : variant === "base" ? say("prove.variant_base") : word("proofs_lost"));

const Dot = ({ x, y, pair, beyond, up }) => html`
  <g class=${pair.variant === "base" ? "pair" : "other"}>
    ${beyond ? html`<path d=${up ? `M${x - 4} ${y + 7}l4-7l4 7z` : `M${x - 4} ${y - 7}l4 7l4-7z`} />` : html`<circle cx=${x} cy=${y} r="4" />`}
    <title>${word("proofs_pair", { variant: say(`prove.variant_${pair.variant}`), day: pair.day, seed: pair.seed, change: percent(pair.change) })}${beyond ? ` (${word("proofs_beyond")})` : ""}</title>
  </g>
`;

const Mean = ({ x, y, delay }) => {
  const at = y(delay.change * 100);
  const isWhole = delay.low !== null && delay.high !== null;
  return html`
    <g class="mean">
      ${isWhole && html`<path d="M${x} ${y(delay.low * 100)}V${y(delay.high * 100)}M${x - 5} ${y(delay.low * 100)}h10M${x - 5} ${y(delay.high * 100)}h10" />`}
      <path class="body" d="M${x} ${at - 6}l6 6l-6 6l-6-6z" />
      <title>${isWhole ? word("proofs_mean", { change: percent(delay.change), low: percent(delay.low), high: percent(delay.high) }) : percent(delay.change)}</title>
    </g>
  `;
};

const KEYS = {
  pair: html`<g class="pair"><circle cx="9" cy="6" r="4" /></g>`,
  other: html`<g class="other"><circle cx="9" cy="6" r="4" /></g>`,
  mean: html`<g class="mean"><path d="M9 0v12" /><path class="body" d="M9 1.5l4.5 4.5l-4.5 4.5l-4.5-4.5z" /></g>`,
  limit: html`<path class="allowed" d="M0 6h18" />`,
  better: html`<path class="bar better" d="M0 6h18" />`,
  worse: html`<path class="bar worse" d="M0 6h18" />`,
  tick: html`<path class="tick" d="M9 0v12" />`,
};

const Key = ({ keys }) => html`
  <span class="picture-key">${keys.map(([name, says]) => html`<span><svg viewBox="0 0 18 12" aria-hidden="true">${KEYS[name]}</svg>${says}</span>`)}</span>
`;

const ROW = 20;
const NAME = 230;
const SHOWN = 25;

export function ApproachPicture({ of }) {
  const rows = of.rows.slice(0, SHOWN);
  const high = HIGH_OF(rows.length);
  const ends = rows.flatMap((row) => [row.low_s ?? row.change_s, row.high_s ?? row.change_s]);
  const [low, top] = reach(ends, [0, ...rows.map((row) => Math.min(row.allowed_s, 30))]);
  const x = (value) => NAME + ((clamp(value, low, top) - low) / (top - low)) * (WIDE - NAME - RIGHT);
  const told = say("prove.approaches_told", { count: of.count, better: of.better, worse: of.worse });
  return html`
    <figure class="proof-picture">
      <svg viewBox="0 0 ${WIDE} ${high}" role="img" aria-label=${told}>
        ${steps(low, top, 7).map((value) => html`<path class="grid" d="M${x(value)} 4V${high - BOTTOM}" /><text class="x" x=${x(value)} y=${high - BOTTOM + 15}>${signed(value, 1)}</text>`)}
        <path class="level" d="M${x(0)} 4V${high - BOTTOM}" />
        ${rows.map((row, i) => html`<${Approach} row=${row} x=${x} y=${4 + ROW * (i + 0.5)} />`)}
        <text class="x" x=${(NAME + WIDE - RIGHT) / 2} y=${high - 3}>${word("proofs_seconds_axis")}</text>
      </svg>
      <figcaption>
        ${told} ${of.count > rows.length && word("proofs_nearest", { n: rows.length })}
        <${Key} keys=${[["better", word("proofs_better")], ["worse", word("proofs_worse")], ["tick", say("prove.key_allowed")]]} />
      </figcaption>
    </figure>
    <details class="proof-numbers">
      <summary>${word("proofs_table")}</summary>
      <div class="table-box"><table>
        <thead><tr>${["approach", "volume", "old", "new", "interval", "allowed", "verdict"].map((name) => html`<th scope="col">${say(`prove.head_${name}`)}</th>`)}</tr></thead>
        <tbody>${of.rows.map((row) => html`<tr>
          <th scope="row">${row.name}</th><td>${number(row.volume_vph, 0)}</td><td>${number(row.old_s)}</td><td>${number(row.new_s)}</td>
          <td>${row.low_s === null ? "–" : say("prove.from_to", { low: signed(row.low_s), high: signed(row.high_s) })}</td><td>${signed(row.allowed_s)}</td><td>${say(`prove.row_${row.verdict}`)}</td>
        </tr>`)}</tbody>
      </table></div>
    </details>
  `;
}

const HIGH_OF = (count) => 4 + ROW * count + BOTTOM;

const Approach = ({ row, x, y }) => {
  const [low, high] = [row.low_s ?? row.change_s, row.high_s ?? row.change_s];
  const kind = high < 0 ? "better" : low > 0 ? "worse" : "open";
  return html`
    <g>
      <text class="name ${row.verdict === "failed" ? "is-bad" : ""}" x=${NAME - 8} y=${y + 4}>${row.verdict === "failed" ? "✗ " : ""}${short(row.name)}</text>
      <path class="bar ${kind}" d="M${x(low)} ${y}H${Math.max(x(high), x(low) + 1)}" />
      <circle class="bar-mean ${kind}" cx=${x(row.change_s)} cy=${y} r="3.5" />
      <path class="tick" d="M${x(row.allowed_s)} ${y - 7}v14" />
      <title>${word("proofs_approach", { name: row.name, low: signed(low), high: signed(high), allowed: signed(row.allowed_s) })}</title>
    </g>
  `;
};

const short = (name) => (name.length <= 30 ? name : `…${name.slice(-29)}`);
