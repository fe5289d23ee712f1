// How the map looks: layers, and their colours for each theme (read from the style sheet, so that both agree).
import { MODES, PATHS } from "./marks.mjs";

const PIXELS = 2;
const SIZE = 30;
const BY_ZOOM = (...stops) => ["interpolate", ["exponential", 1.5], ["zoom"], ...stops];
const WIDE = ["min", ["coalesce", ["get", "lanes"], 1], 4];
const LEVEL = ["coalesce", ["feature-state", "level"], -1];

const width = (plus) =>
  BY_ZOOM(11, 0.8 + plus / 2, 14, ["+", 1.6 + plus, ["*", 0.5, WIDE]], 18, ["+", 4 + plus * 2, ["*", 7, WIDE]]);
const beside = BY_ZOOM(12, 0.6, 14, ["+", 1, ["*", 0.3, WIDE]], 18, ["+", 3, ["*", 3.5, WIDE]]); // right-hand traffic

const IS_HELD = ["!=", ["get", "held"], ""];

export function layers() {
  const line = { "line-cap": "round", "line-join": "round" };
  return [
    { id: "ground", type: "background" },
    { id: "edges", type: "line", source: "roads", layout: line, paint: { "line-width": width(1.2), "line-offset": beside } },
    { id: "roads", type: "line", source: "roads", layout: line, paint: { "line-width": width(0), "line-offset": beside } },
    { id: "halo", type: "circle", source: "junctions", filter: ["==", ["get", "id"], ""], paint: { "circle-radius": BY_ZOOM(11, 10, 15, 21), "circle-stroke-width": 2.5, "circle-opacity": 0.22 } },
    { id: "held", type: "circle", source: "junctions", filter: IS_HELD, paint: { "circle-radius": BY_ZOOM(11, 8, 15, 19), "circle-stroke-width": 3, "circle-opacity": 0 } },
    {
      id: "marks",
      type: "symbol",
      source: "junctions",
      layout: {
        "icon-image": ["concat", ["case", ["get", "old"], "old-", "mark-"], ["get", "mode"]],
        "icon-size": BY_ZOOM(11, 0.42, 13.5, 0.72, 15, 1),
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-sort-key": ["-", 0, ["get", "urgency"]],
        "text-field": ["step", ["zoom"], "", 13, ["get", "stage"]],
        "text-font": ["Noto Sans"],
        "text-size": BY_ZOOM(13, 10, 15, 13),
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
    },
    {
      id: "held-left",
      type: "symbol",
      source: "junctions",
      filter: IS_HELD,
      layout: {
        "text-field": ["get", "held"],
        "text-font": ["Noto Sans"],
        "text-size": BY_ZOOM(11, 11, 16, 14),
        "text-anchor": "bottom",
        "text-offset": [0, -1.75],
        "text-allow-overlap": true,
      },
    },
    {
      id: "names",
      type: "symbol",
      source: "junctions",
      minzoom: 12.5,
      layout: {
        "text-field": ["get", "name"],
        "text-font": ["Noto Sans"],
        "text-size": BY_ZOOM(12.5, 11, 16, 14),
        "text-anchor": "top",
        "text-offset": [0, 1.3],
        "text-max-width": 12,
        "text-padding": 4,
      },
    },
  ];
}

// Return [layer, property, value] for a theme.
export function colours() {
  const c = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const road = ["match", LEVEL, 0, c("level-0"), 1, c("level-1"), 2, c("level-2"), 3, c("level-3"), c("level-none")];
  return [
    ["ground", "background-color", c("ground")],
    ["edges", "line-color", c("road-edge")],
    ["roads", "line-color", road],
    ["halo", "circle-color", c("accent")],
    ["halo", "circle-stroke-color", c("accent")],
    ["marks", "text-color", ["case", ["get", "old"], c("text-2"), c("on-mark")]],
    ["held", "circle-stroke-color", c("mode-manual")],
    ["held-left", "text-color", c("mode-manual")],
    ["held-left", "text-halo-color", c("ground")],
    ["held-left", "text-halo-width", 1.8],
    ["names", "text-color", c("text-1")],
    ["names", "text-halo-color", c("ground")],
    ["names", "text-halo-width", 1.6],
  ];
}

// Draw the marks as images for the map: as they are, and hollow and grey where what is known is old.
export function addMarks(map) {
  const c = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  for (const mode of MODES) {
    for (const [name, isOld] of [[`mark-${mode}`, false], [`old-${mode}`, true]]) {
      if (map.hasImage(name)) map.removeImage(name);
      map.addImage(name, draw(mode, isOld, c), { pixelRatio: PIXELS });
    }
  }
}

function draw(mode, isOld, c) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * PIXELS;
  const g = canvas.getContext("2d");
  const scale = (SIZE * PIXELS) / 28;
  g.setTransform(scale, 0, 0, scale, 2 * scale, 2 * scale);
  const hollow = isOld || mode === "unknown";
  const path = new Path2D(PATHS[mode]);
  g.lineJoin = "round";
  g.lineWidth = 3.6;
  g.strokeStyle = c("ground");
  g.stroke(path);
  g.fillStyle = hollow ? c("ground") : c(`mode-${mode}`);
  g.fill(path);
  if (hollow) {
    g.lineWidth = 2;
    g.strokeStyle = c("mode-unknown");
    g.stroke(path);
  }
  if (mode === "failure") {
    g.lineWidth = 2.4;
    g.lineCap = "round";
    g.strokeStyle = c(isOld ? "mode-unknown" : "on-mark");
    g.stroke(new Path2D("M8.5 8.5 15.5 15.5M15.5 8.5 8.5 15.5"));
  }
  return g.getImageData(0, 0, canvas.width, canvas.height);
}
