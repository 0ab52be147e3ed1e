import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";

/** The name of a message's template. */
export function templateName(template: string | null): string {
  return templateNames[template as TemplateKey] ?? "Mail";
}
