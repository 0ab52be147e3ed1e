import Color from "colorjs.io";
import { expect, test } from "vitest";
import css from "./tokens.css?raw";

/** The colours of `tokens.css`, light and dark, by the names of their properties. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\);/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const grounds = ["page", "card", "raised", "sunken", "hover"];
const tones = ["ok", "warn", "bad", "info", "accent"];

/** Text on what it stands on (WCAG 2.2, 1.4.3 Contrast (Minimum)). */
const texts: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => ["text", "muted", "accent"].map((ink) => [ink, ground])),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, "card"],
    [tone, "raised"],
    [tone, `${tone}-soft`],
    ["text", `${tone}-soft`],
    ["muted", `${tone}-soft`],
  ]),
  ["accent", "accent-soft-hover"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-bad", "bad"],
  ["on-bad", "bad-hover"],
];

/** Borders by which a control is seen, and the ring of the focus (1.4.11 Non-text Contrast). */
const lines = grounds.flatMap((ground): [string, string][] =>
  ["line-control", "line-control-hover", "accent"].map((line) => [line, ground]),
);

test.each(["light", "dark"] as const)("text is read on what it stands on, in %s", (theme) => {
  expect(tooFaint(texts, theme, 4.5)).toEqual([]);
});

test.each(["light", "dark"] as const)("controls and the focus are seen, in %s", (theme) => {
  expect(tooFaint(lines, theme, 3)).toEqual([]);
});

function tooFaint(pairs: readonly [string, string][], theme: "light" | "dark", ratio: number): string[] {
  return pairs.flatMap(([ink, ground]) => {
    const contrast = colour(ink, theme).contrastWCAG21(colour(ground, theme));
    return contrast < ratio ? [`${ink} on ${ground}: ${contrast.toFixed(2)}`] : [];
  });
}

function colour(name: string, theme: "light" | "dark"): Color {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`tokens.css has no --${name} for both themes.`);
  return new Color(token[theme]);
}
