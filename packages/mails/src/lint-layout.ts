import { languages, type Language } from "@latchkey/contract/languages.ts";
import { templateLimits, type LintFinding, type MailLayout } from "@latchkey/contract/templates.ts";
import { bytesOf } from "./bytes-of.ts";
import { contrast } from "./contrast.ts";
import { lintError, lintWarning, placesIn } from "./lint-finding.ts";
import { findTemplate } from "./find-template.ts";
import { brandOf, frameOf } from "./mail-frame.ts";
import type { MailPalette } from "./mail-style.ts";
import { findNames, LiquidFault } from "./parse-template.ts";
import { renderHtml } from "./render-template.ts";
import { sampleValues, type SampleSetting } from "./sample-values.ts";
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
export function lintLayout(setting: SampleSetting, layout: MailLayout): LintFinding[] {
  const findings = [...lintContrast(layout), ...lintFooters(layout)];
  if (findings.some(({ level }) => level === "error")) return findings;
  const values = sampleValues(setting, "access-info", brandOf(setting.installation, layout));
  const design = { template: findTemplate("access-info", "en"), frame: frameOf(layout) };
  const html = renderHtml("access-info", values, { locale: "en", timeZone: "UTC" }, design);
  const bytes = bytesOf(html);
  if (bytes > templateLimits.mailBytes) {
    findings.push(
      lintError("too-large", "layout", "With this logo inboxes cut off the mail. Choose a smaller file."),
    );
  }
  return findings;
}

function lintContrast(layout: MailLayout): LintFinding[] {
  const frame = frameOf(layout);
  return (["light", "dark"] as const).flatMap((theme) =>
    readOn.flatMap(([front, back, what]) => {
      const ratio = contrast(frame[theme][front], frame[theme][back]);
      if (ratio >= leastContrast) return [];
      const found = (Math.floor(ratio * 10) / 10).toFixed(1);
      const message = `${what} can hardly be read in the ${theme} theme: contrast ${found}:1, at least ${leastContrast}:1 is needed. Choose a ${theme === "light" ? "darker" : "lighter"} accent colour or a quieter background.`;
      return lintError("contrast", "layout", message);
    }),
  );
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
