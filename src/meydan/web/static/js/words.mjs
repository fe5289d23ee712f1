// Every word of the page, by its code; numbers and times as people of that language write them.
import { signal } from "@preact/signals";
import { city, fetchJson, keep } from "./city.mjs";

export const LANGUAGES = ["tr", "en"];
export const language = signal(document.documentElement.lang === "tr" ? "tr" : "en");

const catalogues = {};

export async function loadWords() {
  const found = await Promise.all(LANGUAGES.map((name) => fetchJson(`/api/words/${name}`)));
  LANGUAGES.forEach((name, i) => (catalogues[name] = found[i]));
}

export function setLanguage(wanted) {
  language.value = wanted;
  document.documentElement.lang = wanted;
  keep("language", wanted);
}

// Return the sentence of a code; one that nobody translated is shown with its values.
export function say(code, values = {}) {
  const sentence = catalogues[language.value][code];
  if (sentence === undefined) return [code, ...Object.entries(values).map(([k, v]) => `${k}=${v}`)].join(" ");
  return sentence.replace(/\{(\w+)\}/g, (_, name) => shown(name, values[name]));
}

export const word = (name, values) => say(`screen.${name}`, values);

export const has = (code) => code in catalogues[language.value];

function shown(name, value) {
  if (typeof value === "number") return number(value);
  const code = `screen.${name}_${value}`; // such as the name of a mode inside a sentence
  return has(code) ? say(code) : String(value);
}

const locale = () => (language.value === "tr" ? "tr-TR" : "en-GB");

export const number = (value, decimals = 1) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: decimals, useGrouping: Math.abs(value) >= 10000 }).format(
    value,
  );

// A raw number would read its grouping into "year" or "plan 1000"; identifiers stay as they are.
const formats = new Map();
function format(kind, options) {
  const key = `${kind} ${language.value} ${city.value.zone}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: city.value.zone, hourCycle: "h23", ...options }));
  }
  return formats.get(key);
}

export const clock = (t) =>
  format("clock", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(t));

export const day = (t) =>
  format("day", { day: "2-digit", month: language.value === "tr" ? "2-digit" : "short", year: "numeric" }).format(
    new Date(t),
  );

// A day ("2026-03-03") as people of that language write it.
export const writtenDay = (text) => day(Date.parse(`${text}T12:00Z`));

// The instant at which a day ("2026-03-03", or so many days later) begins in the city.
export function dayBegins(text, later = 0) {
  const utc = Date.parse(`${text}T00:00:00Z`) + later * 86400000;
  const there = Date.parse(`${new Date(utc).toLocaleString("sv-SE", { timeZone: city.value.zone }).replace(" ", "T")}Z`);
  return utc - (there - utc);
}

export const weekday = (t) => format("weekday", { weekday: "long" }).format(new Date(t));

export const compare = (a, b) => new Intl.Collator(locale(), { numeric: true, sensitivity: "base" }).compare(a, b);

// For finding: "sisli" finds "Şişli", "IĞDIR" finds "Iğdır".
export const fold = (text) =>
  text
    .toLocaleLowerCase(locale())
    .replace(/ı/g, "i")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");

// A net without names calls a junction by its id, which nobody can read: it gets a number instead.
export function junctionName(junction) {
  if (junction.name !== junction.id) return junction.name;
  return word("junction_number", { number: city.value.place.get(junction.id) + 1 });
}
