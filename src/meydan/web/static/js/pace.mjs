// Speed and pause of a twin.
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { ask, can, me } from "./account.mjs";
import { frame } from "./live.mjs";
import { number, word } from "./words.mjs";

const SPEEDS = [1, 2, 5, 10, null]; // null: as fast as it can
const asked = signal(null); // shown until the next picture confirms it

// Without any account a twin's pace is anybody's.
const may = () => !me.value?.accounts || can("set_pace");

async function set(wish) {
  asked.value = wish;
  try {
    await ask("POST", "/api/pace", wish);
    if (frame.value) frame.value = { ...frame.value, pace: wish };
  } catch (error) {
    console.warn(error);
  }
  asked.value = null;
}

export function Pace() {
  const { speed, paused } = asked.value ?? frame.value?.pace ?? { speed: 1, paused: false };
  return html`
    <div class="pace" role="group" aria-label=${word("pace")}>
      <button
        type="button"
        class="pause"
        aria-pressed=${paused}
        title=${word(paused ? "resume" : "pause")}
        aria-label=${word(paused ? "resume" : "pause")}
        disabled=${!may()} onClick=${() => set({ speed, paused: !paused })}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${paused ? "M7 4.5v15l12-7.5z" : "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z"} /></svg>
      </button>
      ${SPEEDS.map(
        (value) => html`<button type="button" aria-pressed=${speed === value} disabled=${!may()} onClick=${() => set({ speed: value, paused })}>
          ${value === null ? word("pace_max") : `${number(value)}×`}
        </button>`,
      )}
    </div>
  `;
}
