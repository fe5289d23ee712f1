// The live stream, and how old what it said is. The browser's own clock counts: if nothing comes, everything greys.
import { batch, computed, effect, signal } from "@preact/signals";
import { loadMe, me, sees } from "./account.mjs";
import { checkCity, city, selected } from "./city.mjs";

export const OLD_S = 5;
export const LOST_S = 30;
const RETRY_MS = 2000;
const HIDDEN_MS = 15000; // a page nobody sees gives its connection back: a browser has six for each server

export const frame = signal(null); // the last `city` event
export const detail = signal(null); // the last `junction` event

const opened = performance.now();
const received = signal(opened);
const now = signal(opened);

export const age = computed(() => {
  const quiet = frame.value && !isPaused.value ? frame.value.quiet_s : 0;
  return (Math.max(now.value, received.value) - received.value) / 1000 + quiet;
});
export const isPaused = computed(() => Boolean(frame.value?.pace?.paused));

export const isLost = computed(() => age.value >= LOST_S);

// Whether the page still hears of the centre, but the centre's control process is not there.
const isGone = computed(() => frame.value?.control === false && now.value - received.value < OLD_S * 1000);

// "waiting" for the first word, "live", "paused" (a twin's clock stands), "old", "lost" or "gone".
export const freshness = computed(() => {
  if (isGone.value) return "gone";
  if (isLost.value) return "lost";
  if (age.value >= OLD_S) return "old";
  if (!frame.value?.t) return "waiting";
  return isPaused.value ? "paused" : "live";
});

// One entry for each junction, with what is known of it now; `mode` is "unknown" where contact is lost, `old` says that
// what is known has aged.
export const junctions = computed(() => {
  const rows = frame.value?.junctions;
  const levels = frame.value?.roads;
  return city.value.junctions.map((junction, i) => entry(junction, rows?.[i], levels));
});

function entry(junction, row, levels) {
  if (!row) return { junction, mode: "unknown", stage: "", to: "", second: -1, silent: -1, wait: 0, level: -1, until: 0 };
  const [mode, stage, to, second, silent, wait, until] = row;
  const lost = silent < 0 || silent >= LOST_S || isLost.value;
  const level = Math.max(-1, ...junction.roads.map((road) => levels[road]?.[0] ?? -1));
  return { junction, mode: lost ? "unknown" : mode, stage, to, second, silent, wait, level, until, old: !lost && silent >= OLD_S };
}

export const entryOf = (id) => junctions.value[city.value.place.get(id)];

let source = null;
let retry = 0;
let tried = 0; // when the stream was opened
let isBroken = false; // whether it was cut since

function open(junction) {
  close();
  tried = performance.now();
  source = new EventSource(junction ? `/api/live/${encodeURIComponent(junction)}` : "/api/live");
  source.addEventListener("city", (event) => take(frame, event));
  source.addEventListener("junction", (event) => take(detail, event));
  source.onopen = () => {
    if (isBroken) checkCity().catch((error) => console.warn(error));
    isBroken = false;
  };
  source.onerror = () => {
    isBroken = true;
    if (me.value?.name) loadMe().then(() => sees() || location.reload(), (error) => console.warn(error)); // signed out, perhaps
    if (source?.readyState !== EventSource.CLOSED) return; // it tries again by itself
    clearTimeout(retry);
    retry = setTimeout(() => open(selected.peek()), RETRY_MS);
  };
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function take(where, event) {
  batch(() => {
    received.value = now.value = performance.now();
    where.value = JSON.parse(event.data);
  });
}

// A connection may die without a word: the browser waits on it for ever, so a silent one is opened anew.
function watch() {
  now.value = performance.now();
  if (!source || now.value - Math.max(received.value, tried) < LOST_S * 1000) return;
  isBroken = true;
  open(selected.peek());
}

export function startStream() {
  setInterval(watch, 500);
  effect(() => {
    const junction = selected.value;
    if (detail.peek()?.id !== junction) detail.value = null;
    open(junction);
  });
  effect(() => (document.documentElement.dataset.fresh = freshness.value));
  let hidden = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(close, HIDDEN_MS);
    else if (!source) open(selected.peek());
  });
}
