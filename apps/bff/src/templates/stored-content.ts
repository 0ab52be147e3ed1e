import { MailLayout, TemplateSource } from "@latchkey/contract/templates.ts";

/** The layout's place among the versions. */
export const layoutSlot = { key: "layout", locale: "" } as const;

/** Reads what a version or draft of a template holds. */
export function readSource(content: string): TemplateSource {
  return TemplateSource.parse(JSON.parse(content));
}

/** Reads what a version or draft of the layout holds. */
export function readLayout(content: string): MailLayout {
  return MailLayout.parse(JSON.parse(content));
}
