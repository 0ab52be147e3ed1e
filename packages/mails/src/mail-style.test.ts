import { expect, test } from "vitest";
import { darkPalette, lightPalette, type MailPalette, styleBody } from "./mail-style.ts";

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const readOn: [keyof MailPalette, keyof MailPalette][] = [
  ["text", "page"],
  ["muted", "page"],
  ["text", "card"],
  ["muted", "card"],
  ["accent", "card"],
  ["text", "sunk"],
  ["muted", "sunk"],
  ["accent", "sunk"],
  ["onAccent", "accent"],
];

test.each(readOn)("%s on %s reads at 4.5:1 in light and dark", (foreground, background) => {
  for (const palette of [lightPalette, darkPalette]) {
    expect(contrast(palette[foreground], palette[background])).toBeGreaterThanOrEqual(4.5);
  }
});

test("styles are written into elements, a class counts before its element, and nothing else changes", () => {
  expect(styleBody("<p>a < b</p>")).toBe(`<p style="margin:0 0 16px;color:${lightPalette.text}">a < b</p>`);
  expect(styleBody('<a class="button" href="x">')).toContain(`background-color:${lightPalette.accent}`);
  expect(styleBody('<p class="unheard">')).toContain('class="unheard" style="margin:0 0 16px;');
  expect(styleBody("<bdi>{{ user.name }}</bdi>")).toBe("<bdi>{{ user.name }}</bdi>");
});
