// What lamps are called and which colours of the style sheet they show.
export const LAMPS = {
  d: "dark",
  r: "red",
  u: "red_amber",
  G: "green",
  f: "flashing_green",
  y: "amber",
  o: "flashing_amber",
};

export const lampName = (letter) => LAMPS[letter] ?? "dark";
