import { type Language, languages } from "@latchkey/contract/languages.ts";
import type { MailLayout } from "@latchkey/contract/templates.ts";
import type { ComparedPart } from "../versioned/comparison.tsx";

const colourLines = ({ light, dark }: MailLayout["colours"]) =>
  [
    ["Light", light],
    ["Dark", dark],
  ]
    .flatMap(([theme, colours]) =>
      Object.entries(colours as Record<string, string>).map(
        ([name, value]) => `${String(theme)}, ${colourNames[name] ?? name}: ${value}`,
      ),
    )
    .join("\n");

/** The colours that can be chosen, in words. */
export const colourNames: Record<string, string> = {
  accent: "Accent",
  onAccent: "Words on the accent",
  page: "Background",
};

/** A layout for comparing, part by part. */
export function layoutParts(layout: MailLayout): ComparedPart[] {
  const footers = Object.entries(layout.footers)
    .map(([locale, footer]) => `${languages[locale as Language]}: ${footer}`)
    .join("\n");
  return [
    { label: "Logo", text: layout.logo === null ? "None" : `A picture, ${logoName(layout.logo)}` },
    { label: "Product name", text: layout.productName ?? "As installed" },
    { label: "Company name", text: layout.companyName ?? "As installed" },
    { label: "Support contact", text: layout.supportContact ?? "As installed" },
    { label: "Colours", text: colourLines(layout.colours) },
    { label: "Footers", text: footers },
  ];
}

/** Tells pictures apart without showing them: kind, size, and how they end. */
function logoName(address: string): string {
  const kind = /^data:image\/(\w+)/.exec(address)?.[1] ?? "unknown";
  return `${kind.toUpperCase()}, ${Math.ceil((address.length * 0.75) / 1000)} kB (…${address.slice(-12)})`;
}
