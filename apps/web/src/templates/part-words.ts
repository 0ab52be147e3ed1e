import type { LintFinding } from "@latchkey/contract/templates.ts";

/** The parts of a template in the words of the screen. */
export const partWords: Record<LintFinding["part"], string> = {
  subject: "Subject",
  preheader: "Preheader",
  html: "Body",
  text: "Text part",
  layout: "Layout",
  template: "Template",
};

/** Where a finding is, in words. */
export function placeWords({ part, line, column }: LintFinding): string {
  if (line === null) return partWords[part];
  if (part === "subject" || part === "preheader") return `${partWords[part]}, character ${column ?? 1}`;
  return `${partWords[part]}, line ${line}`;
}
