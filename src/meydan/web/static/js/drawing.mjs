// The junction as it lies, seen from above: lanes, loops, and at each stop line the lamps as they are now.
import { html } from "htm/preact";
import { useMemo } from "preact/hooks";
import { lampName } from "./lamps.mjs";
import { word } from "./words.mjs";

const LANE_M = 3.2;
const SHAPE = 1.6; // width over height

export function Drawing({ facts, now }) {
  const plan = useMemo(() => prepare(facts), [facts]);
  const lamp = (group) => lampName(now?.lamps[group]?.[0]);
  const { box, drawing } = plan;
  const text = box.h * 0.043;
  return html`
    <section class="drawing">
      <svg viewBox="${box.x} ${box.y} ${box.w} ${box.h}" role="img" aria-label=${word("drawing")}>
        <defs>
          <marker id="tip" viewBox="0 0 6 6" refX="3" refY="3" markerWidth="3" markerHeight="3" orient="auto">
            <path d="M0 .5 5.5 3 0 5.5z" fill="context-stroke" />
          </marker>
        </defs>
        <g class="asphalt">
          ${plan.roads.map((road) => html`<path d=${road.d} stroke-width=${road.width + 1.2} />`)}
          ${drawing.lanes.map((lane) => html`<path d=${path(lane.points)} stroke-width=${LANE_M + 1.2} />`)}
          ${drawing.links.map((link) => html`<path d=${path(link.points)} stroke-width=${LANE_M + 1.2} />`)}
        </g>
        <g class="lane">
          ${drawing.lanes.map((lane) => html`<path d=${path(lane.points)} stroke-width=${LANE_M - 0.35} />`)}
        </g>
        ${drawing.crossings.map(
          (crossing) => html`<path class="crossing lamp-${lamp(crossing.group)}" d=${path(crossing.points)} />`,
        )}
        <g class="links">
          ${drawing.links
            .filter((link) => MOVING.has(lamp(link.group)))
            .map((link) => html`<path class="lamp-${lamp(link.group)}" d=${path(link.points)} marker-end="url(#tip)" />`)}
        </g>
        ${drawing.detectors.map((loop) => html`<${Loop} loop=${loop} state=${now?.detectors[loop.id]} />`)}
        ${plan.heads.map(
          (head) => html`<line class="head lamp-${lamp(head.group)}" x1=${head.from[0]} y1=${head.from[1]} x2=${head.to[0]} y2=${head.to[1]} />`,
        )}
        ${plan.labels.map(
          (label) => html`<g class="label lamp-${lamp(label.group)}" transform="translate(${label.at[0]} ${label.at[1]})">
            <rect x=${-text * (0.42 + label.group.length * 0.34)} y=${-text * 0.78} width=${text * (0.84 + label.group.length * 0.68)} height=${text * 1.56} rx=${text * 0.35} />
            <text font-size=${text} text-anchor="middle" dy=".36em">${label.group}</text>
          </g>`,
        )}
      </svg>
      <${LoopCount} now=${now} />
    </section>
  `;
}

const MOVING = new Set(["green", "flashing_green", "amber", "red_amber"]);

function Loop({ loop, state }) {
  const [occupied, health] = state ?? [0, "ok"];
  const kind = health !== "ok" ? "faulty" : occupied ? "lit" : "";
  return html`<rect
    class="loop ${kind}"
    x="-1.2"
    y="-1"
    width="2.4"
    height="2"
    rx=".3"
    transform="translate(${loop.at[0]} ${-loop.at[1]}) rotate(${-loop.heading_deg})"
  />`;
}

function LoopCount({ now }) {
  if (!now) return null;
  const loops = Object.values(now.detectors);
  const lit = loops.filter(([occupied, health]) => occupied && health === "ok").length;
  const faulty = loops.filter(([, health]) => health !== "ok").length;
  return html`<p class="loop-count">
    <i class="lit"></i>${word("loops_lit", { lit, all: loops.length })}
    ${faulty > 0 && html`<i class="faulty"></i>${word("loops_faulty", { faulty })}`}
  </p>`;
}

const path = (points) => `M${points.map(([x, y]) => `${x} ${-y}`).join("L")}`;

// Everything that stands still, worked out once: stop lines, labels, the part of the world to show.
function prepare({ drawing, lanes }) {
  const ahead = new Map(lanes.map((lane) => [lane.id, lane.ahead_m]));
  const stopLanes = drawing.lanes.filter((lane) => !ahead.get(lane.id) && lane.points.length > 1);
  const heads = stopLanes.flatMap(stopLine);
  return {
    drawing,
    heads,
    labels: labels(stopLanes),
    roads: drawing.roads.filter((road) => road.points.length > 1).map(carriageway),
    box: view([...stopLanes.map((lane) => lane.points.at(-1)), ...drawing.links.flatMap((link) => link.points), ...drawing.crossings.flatMap((c) => c.points)]),
  };
}

// The direction in which a lane reaches its end, as a unit vector on the screen (y down).
function direction(points) {
  const end = points.at(-1);
  const before = points.findLast((p) => Math.hypot(p[0] - end[0], p[1] - end[1]) > 0.5) ?? points[0];
  const length = Math.hypot(end[0] - before[0], end[1] - before[1]) || 1;
  return [(end[0] - before[0]) / length, -(end[1] - before[1]) / length];
}

// One piece of stop line for each group of the lane, side by side.
function stopLine({ points, groups }) {
  const [dx, dy] = direction(points);
  const [x, y] = [points.at(-1)[0], -points.at(-1)[1]];
  const whole = LANE_M - 0.5;
  const piece = whole / groups.length;
  return groups.map((group, i) => {
    const [a, b] = [-whole / 2 + i * piece + 0.08, -whole / 2 + (i + 1) * piece - 0.08];
    return { group, from: [x - dy * a, y + dx * a], to: [x - dy * b, y + dx * b] };
  });
}

// Each group is named once for each approach, behind the stop line.
function labels(stopLanes) {
  const named = new Map();
  for (const { points, groups } of stopLanes) {
    const [dx, dy] = direction(points);
    groups.forEach((group, i) => {
      const back = 7 + i * 6;
      const at = [points.at(-1)[0] - dx * back, -points.at(-1)[1] - dy * back];
      const known = named.get(group);
      if (!known) named.set(group, { group, all: [at] });
      else known.all.push(at);
    });
  }
  return [...named.values()].map(({ group, all }) => {
    const near = all.filter((at) => Math.hypot(at[0] - all[0][0], at[1] - all[0][1]) < 16);
    const mean = (k) => near.reduce((sum, at) => sum + at[k], 0) / near.length;
    return { group, at: [mean(0), mean(1)] };
  });
}

function view(points) {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => -p[1]);
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const half = (values) => (Math.max(...values) - Math.min(...values)) / 2;
  const [cx, cy] = points.length ? [middle(xs), middle(ys)] : [0, 0];
  const h = 2 * Math.min(95, Math.max(26, half(ys) + 17, (half(xs) + 20) / SHAPE));
  const w = h * SHAPE;
  return { x: cx - w / 2, y: cy - h / 2, w, h };
}

// A road is drawn right of its line, as traffic drives on the right.
function carriageway({ points, lanes }) {
  const width = lanes * LANE_M;
  const moved = points.map((p, i) => {
    const a = points[Math.max(0, i - 1)];
    const b = points[Math.min(points.length - 1, i + 1)];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [p[0] + ((b[1] - a[1]) / length) * (width / 2), p[1] - ((b[0] - a[0]) / length) * (width / 2)];
  });
  return { d: path(moved), width };
}
