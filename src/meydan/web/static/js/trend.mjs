// Traffic of the last ten minutes on the approaches of a junction, as this page heard it: nothing is asked for or made up.
import { effect } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import UPlot from "uplot";
import { city, themeShown } from "./city.mjs";
import { frame, freshness } from "./live.mjs";
import { clock, compare, language, number, word } from "./words.mjs";

const WINDOW_MS = 600_000;
const SPACING_MS = 5_000; // the centre judges roads this often
const GAP_MS = 60_000; // a number counts one minute: what lies further apart is not joined by a line
const HEIGHT_REM = 8.5;
const COLOURS = 8; // --series-0 ... in base.css

const heard = []; // { t, flows }, of all roads, oldest first

effect(() => frame.value?.t && collect(frame.value));

function collect({ t, roads }) {
  const last = heard.at(-1)?.t;
  if (t < last) heard.length = 0; // time jumped back: another run
  else if (t - last < SPACING_MS) return;
  heard.push({ t, flows: Int32Array.from(roads, (row) => row?.[2] ?? -1) });
  while (t - heard[0].t > WINDOW_MS + GAP_MS) heard.shift();
}

export function Trend({ facts }) {
  const approaches = useMemo(() => approachesOf(facts), [facts]);
  const rows = frame.value?.roads ?? [];
  if (approaches.length === 0) return null;
  return html`
    <section class="trend">
      <h3>${word("trend")}<span>${word("trend_unit")}</span></h3>
      <${Chart} approaches=${approaches} t=${frame.value?.t} />
      <ul>
        ${approaches.map(({ road, name, groups }, i) => {
          const row = rows[road];
          return html`<li>
            <i class="series" style=${{ "--series": `var(--series-${i % COLOURS})` }} data-again=${i >= COLOURS}></i>
            <span>${name || word("approach_number", { number: i + 1 })}</span>
            <span class="trend-groups">${groups.join(", ")}</span>
            <b>${row ? number(row[2]) : "–"}</b>
          </li>`;
        })}
      </ul>
      <p>${word("trend_note")}</p>
    </section>
  `;
}

// The roads with detectors that lead here. Where several lead to the same groups, one behind the other, the nearest counts.
function approachesOf({ id, lanes, groups }) {
  const names = new Map(groups.map((group) => [group.approach, group.approach_name]));
  const roads = city.value.junctions[city.value.place.get(id)].roads.map((road) => {
    const here = lanes.filter((lane) => lane.approach === city.value.roads[road]);
    const leadsTo = [...new Set(here.flatMap((lane) => lane.groups))].sort(compare);
    return { road, name: names.get(city.value.roads[road]) ?? "", groups: leadsTo, ahead: Math.min(...here.map((lane) => lane.ahead_m)) };
  });
  const seen = new Set();
  const nearest = roads.sort((a, b) => a.ahead - b.ahead).filter(({ groups: to }) => {
    const isNew = to.some((group) => !seen.has(group));
    to.forEach((group) => seen.add(group));
    return isNew;
  });
  return nearest.sort((a, b) => compare(a.groups[0], b.groups[0]));
}

function Chart({ approaches, t }) {
  const box = useRef(null);
  const plot = useRef(null);
  const label = `${word("trend")}, ${word("trend_unit")}`;
  useEffect(() => {
    const place = box.current;
    if (!place) return undefined; // closed before it was painted
    const chart = (plot.current = new UPlot(options(approaches, place.clientWidth), tableOf(approaches), place));
    const watch = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: height() }));
    watch.observe(place);
    return () => {
      watch.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [approaches, themeShown.value, language.value]);
  useEffect(() => plot.current?.setData(tableOf(approaches)), [approaches, t, freshness.value]);
  return html`<div class="trend-chart" role="img" aria-label=${label} ref=${box}></div>`;
}

// Columns as uPlot wants them: seconds, then the flow of each approach; null where nothing is known.
function tableOf(approaches) {
  const rows = heard.flatMap((at, i) => (i > 0 && at.t - heard[i - 1].t > GAP_MS ? [{ t: at.t - 1, flows: [] }, at] : [at]));
  const flow = (at, road) => (at.flows[road] >= 0 ? at.flows[road] : null);
  return [rows.map((at) => at.t / 1000), ...approaches.map(({ road }) => rows.map((at) => flow(at, road)))];
}

const height = () => HEIGHT_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);

function options(approaches, width) {
  const style = getComputedStyle(document.documentElement);
  const c = (name) => style.getPropertyValue(`--${name}`).trim();
  const axis = { stroke: c("text-2"), font: `${0.78 * parseFloat(style.fontSize)}px "Noto Sans"`, grid: { stroke: c("line"), width: 1 }, ticks: { show: false } };
  const now = () => (heard.at(-1)?.t ?? 0) / 1000;
  return {
    width,
    height: height(),
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: false, range: () => [now() - WINDOW_MS / 1000, now()] }, y: { range: (_, __, most) => [0, Math.max(200, most * 1.1)] } },
    axes: [
      { ...axis, size: 24, incrs: [120, 300], values: (_, ticks) => ticks.map((s) => clock(s * 1000).slice(0, 5)) },
      { ...axis, size: 44, space: 28, values: (_, ticks) => ticks.map((flow) => number(flow)) },
    ],
    series: [{}, ...approaches.map((_, i) => ({ stroke: c(`series-${i % COLOURS}`), width: 1.75, dash: i >= COLOURS ? [4, 3] : undefined, points: { size: 4 } }))],
  };
}
