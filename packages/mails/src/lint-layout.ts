import { languages, type Language } from "@latchkey/contract/languages.ts";
import type { LintFinding, MailLayout } from "@latchkey/contract/templates.ts";
import { pictureIn } from "./attached-pictures.ts";
import { contrast } from "./contrast.ts";
import { lintError, lintWarning, placesIn } from "./lint-finding.ts";
import { invertPair, inversions } from "./inversion.ts";
import { frameOf } from "./mail-frame.ts";
import type { MailPalette } from "./mail-style.ts";
import { findNames, LiquidFault } from "./parse-template.ts";
import { placeholders, secretPlaceholders } from "./template-values.ts";

/** What is read on what (WCAG 2.2, 1.4.3). */
const readOn: readonly [keyof MailPalette, keyof MailPalette, string][] = [
  ["accent", "card", "Links"],
  ["accent", "sunk", "Links in a box"],
  ["onAccent", "accent", "The words on a button"],
  ["text", "page", "The name above the card"],
  ["muted", "page", "The footer"],
];
const leastContrast = 4.5;

/** Everything that is wrong with a layout, in words. */
export function lintLayout(layout: MailLayout): LintFinding[] {
  return [...lintLogo(layout), ...lintContrast(layout), ...lintInversion(layout), ...lintFooters(layout)];
}

/** The logo travels with each mail as a picture of its own. */
function lintLogo({ logo }: MailLayout): LintFinding[] {
  if (logo === null || pictureIn(logo) !== null) return [];
  return [lintError("picture-address", "layout", "The logo's file is not whole. Choose it again.")];
}

/** As it is told: never rounded up to what is needed. */
const told = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);

function lintContrast(layout: MailLayout): LintFinding[] {
  const frame = frameOf(layout);
  return (["light", "dark"] as const).flatMap((theme) =>
    readOn.flatMap(([front, back, what]) => {
      const ratio = contrast(frame[theme][front], frame[theme][back]);
      if (ratio >= leastContrast) return [];
      const message = `${what} can hardly be read in the ${theme} theme: contrast ${told(ratio)}:1, at least ${leastContrast}:1 is needed. Choose a ${theme === "light" ? "darker" : "lighter"} accent colour or a quieter background.`;
      return lintError("contrast", "layout", message);
    }),
  );
}

/** In the dark, many inboxes know no dark theme and invert the light one. What can't be read there has no remedy of its own. */
function lintInversion(layout: MailLayout): LintFinding[] {
  const { light } = frameOf(layout);
  return readOn.flatMap(([front, back, what]) => {
    // What is too faint as it is, is told of once.
    if (contrast(light[front], light[back]) < leastContrast) return [];
    const ratios = inversions.map((inversion) => {
      const inverted = invertPair({ front: light[front], back: light[back] }, inversion);
      return contrast(inverted.front, inverted.back);
    });
    const least = Math.min(...ratios);
    if (least >= leastContrast) return [];
    const message = `${what} can hardly be read where an inbox inverts the light theme in the dark: contrast ${told(least)}:1. A darker accent colour, or a background closer to white, is safer.`;
    return lintWarning("contrast-inverted", "layout", message);
  });
}

function lintFooters({ footers }: MailLayout): LintFinding[] {
  const written = Object.entries(footers) as [Language, string][];
  const findings = written.flatMap(([locale, footer]) => lintFooter(languages[locale], footer));
  const missing = (Object.keys(languages) as Language[]).filter((locale) => !footers[locale]);
  if (written.length === 0 || missing.length === 0) return findings;
  const list = missing.map((locale) => languages[locale]).join(", ");
  return [
    ...findings,
    lintWarning(
      "language-missing",
      "layout",
      `Mails in these languages keep the built-in footer: ${list}. Write it there, too.`,
    ),
  ];
}

function lintFooter(language: string, footer: string): LintFinding[] {
  try {
    const placeAt = placesIn(footer);
    return findNames(footer).flatMap(({ name, offset }) => {
      if (!(placeholders as readonly string[]).includes(name)) {
        return lintError(
          "placeholder-unknown",
          "layout",
          `Footer, ${language}: there is no placeholder “${name}”. Choose one from the list.`,
          placeAt(offset),
        );
      }
      if (!(secretPlaceholders as readonly string[]).includes(name)) return [];
      return lintError(
        "secret-exposed",
        "layout",
        `Footer, ${language}: every mail has it. Keep {{ ${name} }} in the mail itself.`,
        placeAt(offset),
      );
    });
  } catch (error) {
    if (!(error instanceof LiquidFault)) throw error;
    return [lintError("syntax", "layout", `Footer, ${language}: ${error.message}`, error.place)];
  }
}
