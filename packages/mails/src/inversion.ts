import { inTheme } from "./mail-style.ts";

/**
 * What mail programs that know no dark theme of a mail's own make of it in the dark: `partial` turns light backgrounds and
 * dark letters over (Outlook.com, Gmail on Android), `full` every colour (Gmail on iPhones, Outlook on Windows).
 */
export type Inversion = "partial" | "full";

/** All of them. */
export const inversions: readonly Inversion[] = ["partial", "full"];

type Colour = `#${string}`;

/** Letters and what is behind them, inverted. */
export function invertPair(
  { front, back }: { front: Colour; back: Colour },
  inversion: Inversion,
): { front: Colour; back: Colour } {
  return { front: invertLetters(front, inversion), back: invertBackground(back, inversion) };
}

function invertLetters(colour: Colour, inversion: Inversion): Colour {
  return inversion === "full" || lightnessOf(colour) < 0.5 ? turnOver(colour) : colour;
}

function invertBackground(colour: Colour, inversion: Inversion): Colour {
  return inversion === "full" || lightnessOf(colour) > 0.5 ? turnOver(colour) : colour;
}

/** A mail of ours as such a program shows it; pictures stay as they are. */
export function invertMail(html: string, inversion: Inversion): string {
  return inTheme(html, "light").replaceAll(/style="[^"]*"/g, (style) =>
    style.replaceAll(
      /(?<!-)(\b(?:color|background-color|border[a-z-]*):[^;"#]*)(#[0-9a-f]{6})/gi,
      (...match) => {
        const [, property, colour] = match as unknown as [string, string, Colour];
        const isLetters = property.startsWith("color");
        return (
          property + (isLetters ? invertLetters(colour, inversion) : invertBackground(colour, inversion))
        );
      },
    ),
  );
}

const channelsOf = (colour: Colour): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);

/** Of HSL (CSS Color 4, 7). */
function lightnessOf(colour: Colour): number {
  const channels = channelsOf(colour);
  return (Math.max(...channels) + Math.min(...channels)) / 2;
}

/** The colour of the same hue and saturation (HSL) whose lightness is as far from white as this one's is from black. */
function turnOver(colour: Colour): Colour {
  const shift = 1 - 2 * lightnessOf(colour);
  const turned = channelsOf(colour).map((channel) =>
    Math.round((channel + shift) * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${turned.join("")}`;
}
