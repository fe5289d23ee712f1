// The bar of every signal group over the last three cycles. Red is thin, amber half, green full: shape as well as colour.
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { themeShown } from "./city.mjs";
import { freshness } from "./live.mjs";
import { lampName } from "./lamps.mjs";
import { clock, number, word } from "./words.mjs";

const THICK = { G: 0.62, f: 0.62, y: 0.42, u: 0.42, o: 0.42, r: 0.12, d: 0 };

export function Bars({ facts, now }) {
  return html`
    <section class="groups">
      <h3>${word("groups")}<span>${word("last_minutes", { min: (now.t - now.bars.from) / 60000 })}</span></h3>
      <div class="groups-grid">
        <ul>
          ${facts.groups.map((group) => html`<${Group} key=${group.id} group=${group} now=${now} />`)}
        </ul>
        <${Chart} groups=${facts.groups} now=${now} />
      </div>
      <div class="groups-axis"><time>${clock(now.bars.from)}</time><time>${clock(now.t)}</time></div>
    </section>
  `;
}

function Group({ group, now }) {
  const [lamp, since] = now.lamps[group.id] ?? ["d", -1];
  const wait = now.waiting[group.id];
  const shown = word(`lamp_${lampName(lamp)}`);
  const text = since >= 0 ? word("group_shows", { group: group.id, lamp: shown, s: since }) : `${group.id}: ${shown}`;
  return html`
    <li title=${`${text}${group.approach_name ? ` · ${group.approach_name}` : ""}`}>
      <i class="lamp lamp-${lampName(lamp)}" aria-hidden="true"></i>
      <b>${group.id}</b>
      <span class="hidden">${text}</span>
      ${group.kind === "pedestrian" && html`<svg class="walker" viewBox="0 0 24 24" role="img" aria-label=${word("pedestrians")}><path d="M13 3.5a1.8 1.8 0 1 1-.01 0M12.5 7.5 9 10v4M12.5 7.5l1 6 3.5 7M13.5 13.5 9 21M13 9l4 3.5" /></svg>`}
      <span class="group-s" aria-hidden="true">${since >= 0 ? number(since) : ""}</span>
      <span class="group-wait" title=${word("waits")}>${wait >= 0 && lamp !== "G" ? number(wait) : ""}</span>
    </li>
  `;
}

function Chart({ groups, now }) {
  const box = useRef(null);
  useEffect(() => {
    const canvas = box.current;
    if (!canvas) return undefined; // closed before it was painted
    const redraw = () => draw(canvas, groups, now);
    redraw();
    const watch = new ResizeObserver(redraw);
    watch.observe(canvas);
    return () => watch.disconnect();
  }, [groups, now, themeShown.value, freshness.value]);
  return html`<canvas ref=${box} class="bars" role="img" aria-label=${word("bars")}></canvas>`;
}

function draw(canvas, groups, now) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const pixels = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * pixels);
  canvas.height = Math.round(height * pixels);
  const g = canvas.getContext("2d");
  g.scale(pixels, pixels);
  const c = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const { from } = now.bars;
  const x = (t) => ((Math.max(t, from) - from) / (now.t - from)) * (width - 2);
  drawCycles(g, now, x, height, c);
  const row = height / groups.length;
  groups.forEach((group, i) => {
    const changes = now.bars.groups[group.id] ?? [];
    changes.forEach(([t, lamp], k) => {
      const until = k + 1 < changes.length ? changes[k + 1][0] : now.t;
      const thick = row * THICK[lamp];
      if (until <= from || !thick) return;
      g.fillStyle = c(`lamp-${lampName(lamp)}`);
      g.fillRect(x(t), (i + 0.5) * row - thick / 2, Math.max(0.75, x(until) - x(t)), thick);
    });
  });
  g.fillStyle = c("text-1");
  g.fillRect(width - 2, 0, 2, height);
}

// Thin lines where the plan's cycle begins.
function drawCycles(g, now, x, height, c) {
  if (!now.cycle_s || !now.cycle_start) return;
  g.fillStyle = c("line-strong");
  const cycle = now.cycle_s * 1000;
  const after = (now.bars.from - now.cycle_start) % cycle;
  for (let t = now.bars.from + ((cycle - after) % cycle); t <= now.t; t += cycle) g.fillRect(Math.round(x(t)), 0, 1, height);
}
