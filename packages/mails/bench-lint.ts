/**
 * Prints how long lint takes for words of 12.5 kB and of 50 kB that are made to cost much, in milliseconds of this process: the
 * fastest of ten runs. Judges nothing, because machines differ.
 */
import { hostileSources } from "./hostile-sources.ts";
import { type LintSurroundings, lintTemplate } from "./src/lint-template.ts";
import { defaultFrame } from "./src/mail-frame.ts";
import { builtInTemplate, sourceOf } from "./src/template-source.ts";

const brand = { productName: "Latchkey", companyName: null, supportContact: null };
const around: LintSurroundings = {
  setting: {
    now: "2026-11-23T14:58:12.000Z",
    installation: { ...brand, publicUrl: "https://access.acme.example" },
  },
  frame: defaultFrame,
  brand,
  missing: [],
};

function fastest(source: { html: string; text?: string }): string {
  let least = Infinity;
  for (let run = 0; run < 10; run++) {
    const startedAt = performance.now();
    lintTemplate("password-changed", "en", { subject: "x", preheader: "", text: null, ...source }, around);
    least = Math.min(least, performance.now() - startedAt);
  }
  return `${least.toFixed(1)} ms`.padStart(10);
}

const builtIn = sourceOf(builtInTemplate("password-changed", "en")!);
console.log(`${"the built-in words".padEnd(34)} ${fastest({ html: builtIn.html, text: builtIn.text! })}`);
for (const [name, make] of Object.entries(hostileSources)) {
  console.log(`${name.padEnd(34)} ${fastest(make(12_500))} ${fastest(make(50_000))}`);
}
