// What a page asks for again and again while it is shown, and how old the last answer is.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { ask } from "./account.mjs";
import { OLD_S } from "./live.mjs";

const EVERY_MS = 2000;

// Returns { told, old, look }: the last answer, whether it has aged, and what asks at once.
export function usePolled(path, every = EVERY_MS) {
  const [at] = useState(() => ({ told: signal(null), old: signal(false), last: performance.now() }));
  const look = async () => {
    try {
      at.told.value = await ask("GET", path);
      at.last = performance.now();
    } catch (error) {
      console.warn(error);
    }
    at.old.value = performance.now() - at.last > OLD_S * 1000;
  };
  useEffect(() => {
    look();
    const timer = setInterval(() => document.hidden || look(), every);
    return () => clearInterval(timer);
  }, [path]);
  return { told: at.told.value, old: at.old.value, look };
}
