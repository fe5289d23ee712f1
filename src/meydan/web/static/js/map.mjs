// The map of all junctions and of what the loops say about their roads.
import { effect, signal } from "@preact/signals";
import { html } from "htm/preact";
import { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import { city, fetchJson, select, selected, themeShown } from "./city.mjs";
import { HeldBox } from "./held.mjs";
import { age, frame, freshness, junctions } from "./live.mjs";
import { stateText } from "./list.mjs";
import { Level, MODES, Mark } from "./marks.mjs";
import { addMarks, colours, layers } from "./map_style.mjs";
import { junctionName, language, number, word } from "./words.mjs";

const hint = signal(null); // what lies under the pointer
const failed = signal(false);
const quick = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 900px)"); // as in shell.css

let map = null;
let ends = [];
let bounds = null;
let isWhole = true; // the whole city is shown, and nobody moved the map since

export function MapView() {
  const box = useRef(null);
  useEffect(() => {
    start(box.current).catch((error) => {
      console.warn(error);
      failed.value = true;
    });
    return end;
  }, []);
  return html`
    <main class="map" aria-label=${word("map")}>
      <div class="map-box" ref=${box}></div>
      ${failed.value && html`<p class="map-failed">${word("no_map")}</p>`}
      <${OldSign} />
      <${HeldBox} />
      <${Hint} />
      <${Zoom} />
      <${Legend} />
      ${city.value.attribution && html`<p class="attribution">${city.value.attribution}</p>`}
    </main>
  `;
}

async function start(box) {
  const [roads] = await Promise.all([
    fetchJson("/api/roads"),
    document.fonts.load("400 14px 'Noto Sans'", "Aşğİ"),
    document.fonts.load("700 14px 'Noto Sans'", "Aşğİ"),
  ]);
  if (!box.isConnected) return; // another page was asked for meanwhile
  const { centre, all } = extent();
  bounds = all;
  map = new MapLibre({
    container: box,
    style: { version: 8, sources: {}, layers: [] },
    center: centre,
    bounds,
    fitBoundsOptions: around(box),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    canvasContextAttributes: { preserveDrawingBuffer: false, antialias: true },
  });
  map.touchZoomRotate.disableRotation();
  await map.once("load");
  map.addSource("roads", { type: "geojson", data: roads, promoteId: "id" });
  map.addSource("junctions", { type: "geojson", data: points(), promoteId: "id" });
  for (const layer of layers()) map.addLayer(layer);
  map.on("idle", () => (box.dataset.ready = "true"));
  listen(box);
}

function extent() {
  const lons = city.value.junctions.map((junction) => junction.lon);
  const lats = city.value.junctions.map((junction) => junction.lat);
  const all = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return { centre: [(all[0] + all[2]) / 2, (all[1] + all[3]) / 2], all };
}

// The room around the whole city: for names, for buttons, and for the legend where it is open and leaves enough.
function around(box) {
  const legend = box.parentElement.querySelector(".legend");
  const left = legend.open && legend.offsetWidth * 3 < box.clientWidth ? legend.offsetWidth + 48 : 48;
  return { padding: { top: 48, right: 72, bottom: 48, left }, maxZoom: 16 };
}

// The junctions as points; drawn anew only when what they show changes.
function points() {
  const features = junctions.value.map(({ junction, mode, stage, old, until }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [junction.lon, junction.lat] },
    properties: {
      id: junction.id,
      name: junctionName(junction),
      mode,
      old: Boolean(old),
      stage: mode === "unknown" || stage.length > 2 ? "" : stage,
      urgency: MODES.indexOf(mode),
      held: until ? minutesLeft(until) : "",
    },
  }));
  return { type: "FeatureCollection", features };
}

// Whole minutes, so that the map is drawn anew once a minute and not each second.
const minutesLeft = (until) =>
  word("override_minutes", { min: Math.max(0, Math.ceil((until - (frame.value?.t ?? until)) / 60000)) });

// What the map follows ends with it: the page of alarms stands in its place for a while.
const follow = (what) => ends.push(effect(what));

function end() {
  for (const stop of ends) stop();
  ends = [];
  levels = [];
  isWhole = true;
  map?.remove();
  map = null;
}

function listen(box) {
  let drawn = "";
  follow(() => {
    const data = points();
    const shown = data.features.map(({ properties: p }) => `${p.mode} ${p.old} ${p.stage} ${p.name} ${p.held}`).join();
    if (shown === drawn) return;
    delete box.dataset.ready; // until it is drawn
    map.getSource("junctions").setData(data);
    drawn = shown;
  });
  follow(() => colourRoads(frame.value?.roads));
  follow(() => {
    for (const [layer, name, value] of colours(themeShown.value)) map.setPaintProperty(layer, name, value);
    addMarks(map, themeShown.value);
  });
  follow(() => map.getCanvas().setAttribute("aria-label", word("map")));
  follow(() => map.setFilter("halo", ["==", ["get", "id"], selected.value]));
  follow(() => goTo(selected.value));
  for (const layer of ["marks", "roads"]) {
    map.on("mousemove", layer, (event) => point(event, layer));
    map.on("mouseleave", layer, () => point(null));
  }
  map.on("click", (event) => {
    const [found] = map.queryRenderedFeatures(event.point, { layers: ["marks"] });
    if (found) select(found.properties.id);
  });
  map.on("movestart", (event) => {
    hint.value = null;
    if (event.originalEvent) isWhole = false;
  });
  map.on("resize", () => isWhole && showWhole({ duration: 0 })); // such as when a panel opens beside it
}

let levels = [];
function colourRoads(rows) {
  if (!rows) return;
  city.value.roads.forEach((id, i) => {
    const level = rows[i] ? rows[i][0] : -1;
    if (levels[i] !== level) map.setFeatureState({ source: "roads", id }, { level });
    levels[i] = level;
  });
}

function goTo(id) {
  if (!id) return;
  const { lon, lat } = city.value.junctions[city.value.place.get(id)];
  const at = map.project([lon, lat]);
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const margin = 80;
  const inSight = at.x > margin && at.y > margin && at.x < width - margin && at.y < height - margin;
  if (inSight) return;
  isWhole = false;
  map.easeTo({ center: [lon, lat], duration: quick.matches ? 0 : 600 });
}

function showWhole(how) {
  isWhole = true;
  map.fitBounds(bounds, { ...around(map.getContainer()), ...how });
}

function zoom(by) {
  isWhole = false;
  map?.zoomTo(map.getZoom() + by);
}

function point(event, layer) {
  const feature = event?.features?.[0];
  map.getCanvas().style.cursor = feature && layer === "marks" ? "pointer" : "";
  if (!feature) hint.value = null;
  else if (layer === "marks" || !hint.value?.junction)
    hint.value = { x: event.point.x, y: event.point.y, [layer === "marks" ? "junction" : "road"]: feature.properties.id };
}

// Says across the map what the grey means.
function OldSign() {
  const state = freshness.value;
  if (!["old", "lost", "gone"].includes(state)) return null;
  return html`<p class="old-sign ${state}">${word(`fresh_${state}`, { age: Math.floor(age.value) })}</p>`;
}

function Hint() {
  if (!hint.value) return null;
  const { x, y, junction, road } = hint.value;
  return html`<div class="hint" style=${{ left: `${x}px`, top: `${y}px` }}>
    ${junction ? html`<${JunctionHint} id=${junction} />` : html`<${RoadHint} id=${road} />`}
  </div>`;
}

function JunctionHint({ id }) {
  const entry = junctions.value[city.value.place.get(id)];
  return html`<strong>${junctionName(entry.junction)}</strong><span>${stateText(entry)}</span>`;
}

function RoadHint({ id }) {
  const row = frame.value?.roads[city.value.roads.indexOf(id)];
  const name = map.getSource("roads") && roadName(id);
  return html`${name && html`<strong>${name}</strong>`}
    <span>
      ${row
        ? html`<${Level} level=${row[0]} /> ${word(`level_${row[0]}`)}
            · ${word("road_numbers", { occupancy: row[1], flow: number(row[2]) })}`
        : word("level_none")}
    </span>`;
}

const roadName = (id) =>
  map.querySourceFeatures("roads", { filter: ["==", ["get", "id"], id] })[0]?.properties.name ?? "";

const Zoom = () => html`
  <div class="zoom" role="group" aria-label=${word("map")}>
    ${[
      ["zoom_in", "M12 5v14M5 12h14", () => zoom(1)],
      ["zoom_out", "M5 12h14", () => zoom(-1)],
      ["whole_city", "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", () => map && showWhole()],
    ].map(
      ([name, path, act]) => html`<button type="button" title=${word(name)} aria-label=${word(name)} onClick=${act}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>
      </button>`,
    )}
  </div>
`;

const Legend = () => html`
  <details class="legend" open=${!narrow.matches}>
    <summary>${word("legend")}</summary>
    <div class="legend-parts" lang=${language.value}>
      <ul aria-label=${word("legend_junctions")}>
        ${MODES.toReversed().map((mode) => html`<li><${Mark} mode=${mode} />${word(`mode_${mode}`)}</li>`)}
        <li><i class="ring" aria-hidden="true"></i>${word("override")}</li>
      </ul>
      <ul aria-label=${word("legend_roads")}>
        ${[0, 1, 2, 3].map((level) => html`<li><i class="road level-${level}"></i>${word(`level_${level}`)}</li>`)}
        <li><i class="road level-none"></i>${word("level_none")}</li>
      </ul>
    </div>
  </details>
`;
