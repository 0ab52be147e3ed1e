import type { Language } from "@latchkey/contract/languages.ts";
import { MailLayout, TemplateSource } from "@latchkey/contract/templates.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";

/** What has versions of its own: a template in one language, or the layout of all mails. */
export type Slot = { key: TemplateKey; locale: Language } | { key: "layout"; locale: "" };

/** The layout's place among the versions. */
export const layoutSlot = { key: "layout", locale: "" } as const;

/** What the audit trail calls it. */
export function slotName({ key }: Slot): string {
  return key === "layout" ? "Layout" : templateNames[key];
}

/** Reads what a version or draft of a template holds. */
export function readSource(content: string): TemplateSource {
  return TemplateSource.parse(JSON.parse(content));
}

/** Reads what a version or draft of the layout holds. */
export function readLayout(content: string): MailLayout {
  return MailLayout.parse(JSON.parse(content));
}
