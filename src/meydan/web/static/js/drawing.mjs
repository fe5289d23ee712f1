// The junction as it lies, seen from above: lanes, loops, and at each stop line the lamps as they are now.
import { html } from "htm/preact";
import { useMemo } from "preact/hooks";
import { lampName } from "./lamps.mjs";
import { word } from "./words.mjs";

const LANE_M = 3.2;
const SHAPE = 1.6; // width over height
const NODE_M = 24; // roads whose ends lie nearer than this meet on one node

export function Drawing({ facts, now }) {
  const plan = useMemo(() => prepare(facts), [facts]);
  const lamp = (group) => lampName(now?.lamps[group]?.[0]);
  const { box, drawing, text } = plan;
  return html`
    <section class="drawing">
      <svg viewBox="${box.x} ${box.y} ${box.w} ${box.h}" role="img" aria-label=${word("drawing")}>
        <defs>
          <radialGradient id="near" r=".56">
            <stop offset=".72" stop-color="#fff" />
            <stop offset="1" stop-color="#000" />
          </radialGradient>
          <mask id="fade" maskUnits="userSpaceOnUse" x=${box.x} y=${box.y} width=${box.w} height=${box.h}>
            <rect x=${box.x} y=${box.y} width=${box.w} height=${box.h} fill="url(#near)" />
          </mask>
        </defs>
        <g mask="url(#fade)">
        <g class="asphalt">
          ${plan.roads.map((road) => html`<path d=${path(road.line)} stroke-width=${road.width + 1.2} />`)}
          ${plan.joints.map((joint) => html`<path d=${path(joint.line)} stroke-width=${joint.width} />`)}
          ${drawing.lanes.map((lane) => html`<path d=${path(lane.points)} stroke-width=${LANE_M + 1.2} />`)}
          ${drawing.links.map((link) => html`<path d=${path(link.points)} stroke-width=${LANE_M + 1.2} />`)}
        </g>
        <g class="lane">
          ${drawing.lanes.map((lane) => html`<path d=${path(lane.points)} stroke-width=${LANE_M - 0.35} />`)}
        </g>
        </g>
        ${drawing.crossings.map(
          (crossing) => html`<path class="crossing lamp-${lamp(crossing.group)}" d=${path(crossing.points)} />`,
        )}
        <g class="links">
          ${drawing.links
            .filter((link) => MOVING.has(lamp(link.group)))
            .map((link) => html`<path class="lamp-${lamp(link.group)}" d=${path(link.points) + tip(link.points)} />`)}
        </g>
        ${drawing.detectors.map((loop) => html`<${Loop} loop=${loop} state=${now?.detectors[loop.id]} />`)}
        ${plan.heads.map(
          (head) => html`<line class="head lamp-${lamp(head.group)}" x1=${head.from[0]} y1=${head.from[1]} x2=${head.to[0]} y2=${head.to[1]} />`,
        )}
        ${plan.labels.map(
          (label) => html`<g class="label lamp-${lamp(label.group)}" transform="translate(${label.at[0]} ${label.at[1]})">
            <rect x=${-label.half[0]} y=${-label.half[1]} width=${label.half[0] * 2} height=${label.half[1] * 2} rx=${text * 0.35} />
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
  const roads = drawing.roads.filter((road) => road.points.length > 1).map(carriageway);
  const ways = [...drawing.links, ...drawing.crossings].flatMap((way) => way.points);
  const box = view([...stopLanes.map((lane) => lane.points.at(-1)), ...ways]);
  const text = box.h * 0.043;
  return {
    drawing,
    heads: stopLanes.flatMap(stopLine),
    labels: apart(labels(stopLanes), text),
    text,
    roads,
    joints: joints(roads),
    box,
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
      if (!known) named.set(group, { group, back: [-dx, -dy], all: [at] });
      else known.all.push(at);
    });
  }
  return [...named.values()].map(({ group, back, all }) => {
    const near = all.filter((at) => Math.hypot(at[0] - all[0][0], at[1] - all[0][1]) < 16);
    const mean = (k) => near.reduce((sum, at) => sum + at[k], 0) / near.length;
    return { group, back, at: [mean(0), mean(1)] };
  });
}

// Labels that would cover each other move further back from the stop line.
function apart(all, text) {
  const placed = [];
  for (const { group, back, at } of all) {
    const half = [text * (0.42 + group.length * 0.34), text * 0.78];
    const covers = (other) => [0, 1].every((k) => Math.abs(at[k] - other.at[k]) < half[k] + other.half[k]);
    for (let step = 0; step < 12 && placed.some(covers); step += 1) [0, 1].forEach((k) => (at[k] += back[k] * text * 0.5));
    placed.push({ group, at, half });
  }
  return placed;
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
  return { line: moved, width };
}

// Asphalt between the end of one road and the start of the next: the map says nothing of what lies on a node.
function joints(roads) {
  const found = [];
  for (const into of roads) {
    const end = into.line.at(-1);
    for (const out of roads) {
      const [x, y] = out.line[0];
      if (Math.hypot(x - end[0], y - end[1]) > NODE_M) continue;
      found.push({ line: [end, out.line[0]], width: Math.min(into.width, out.width) + 1.2 });
    }
  }
  return found;
}

// The head of an arrow at the end of a line, as two strokes.
function tip(points) {
  const [dx, dy] = direction(points);
  const [x, y] = [points.at(-1)[0], -points.at(-1)[1]];
  const wing = (side) => `${x - 2 * dx + side * 1.7 * dy} ${y - 2 * dy - side * 1.7 * dx}`;
  return `M${wing(1)}L${x} ${y}L${wing(-1)}`;
}
