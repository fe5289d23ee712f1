// The mark of a junction: colour and shape say who decides there. Same paths on the map, in the list, in the legend.
import { html } from "htm/preact";

export const MODES = ["failure", "unknown", "emergency", "manual", "startup", "local", "central"]; // worst first

export const PATHS = {
  central: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
  local: "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
  startup: "M12 2.6a1.4 1.4 0 0 1 1.2.7l8.4 15.2a1.4 1.4 0 0 1-1.2 2.1H3.6a1.4 1.4 0 0 1-1.2-2.1L10.8 3.3a1.4 1.4 0 0 1 1.2-.7z",
  manual: "M12 1.8 22.2 12 12 22.2 1.8 12z",
  emergency: "M8 2h8v6h6v8h-6v6H8v-6H2V8h6z",
  failure: "M8.1 2.5h7.8l5.6 5.6v7.8l-5.6 5.6H8.1l-5.6-5.6V8.1z",
  unknown: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z M6 18 18 6",
};

// What stands inside a mark: the stage where it is short, a cross for a failure.
export function inside(mode, stage) {
  if (mode === "failure") return "×";
  if (mode === "unknown" || mode === "startup") return "";
  return stage.length <= 2 ? stage : "";
}

export const Mark = ({ mode, stage = "" }) => html`
  <svg class="mark mark-${mode}" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${PATHS[mode]} />
    <text x="12" y="12" dy=".36em" text-anchor="middle">${inside(mode, stage)}</text>
  </svg>
`;

export const Level = ({ level }) => html`
  <span class="level level-${level < 0 ? "none" : level}" aria-hidden="true">
    ${[0, 1, 2, 3].map((step) => html`<i class=${step <= level ? "on" : ""}></i>`)}
  </span>
`;
