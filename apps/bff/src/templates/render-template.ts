import { findTemplate } from "./find-template.ts";
import { layOutMail, layOutText } from "./mail-layout.ts";
import { parseTemplate } from "./parse-template.ts";
import { type TemplateKey, templateNames } from "@latchkey/contract/template-names.ts";
import { templateScope } from "./template-scope.ts";
import type { TemplateValues } from "./template-values.ts";

type ValueOfSome = "link" | "password" | "expiresAt" | "recordUrl" | "stoppedAt";

const neededValues: Record<TemplateKey, readonly ValueOfSome[]> = {
  "access-info": ["password", "expiresAt"],
  "password-change-link": ["link", "expiresAt"],
  "password-changed": [],
  "administrator-changed-your-access": [],
  "recovery-stopped": ["recordUrl", "stoppedAt", "expiresAt"],
};

/** A mail goes out with its secret, or not at all; and with no other. */
function checkNeededValues(key: TemplateKey, values: TemplateValues): void {
  const needed = neededValues[key];
  for (const name of needed) {
    if (!values[name]) throw new TypeError(`The template ${templateNames[key]} needs a value for ${name}`);
  }
  for (const secret of ["link", "password"] as const) {
    if (values[secret] !== null && !needed.includes(secret)) {
      throw new TypeError(`The template ${templateNames[key]} must not be given a ${secret}`);
    }
  }
  // Its readers are not the one who may stop.
  if (key === "recovery-stopped" && values.stopLink !== null) {
    throw new TypeError(`The template ${templateNames[key]} must not be given a stopLink`);
  }
}

/**
 * Renders one mail: the subject as plain text on one line, the HTML part and the text part.
 * The words come in the best language we have for `locale`; dates follow `locale` and `timeZone` (IANA) themselves.
 * Throws a TypeError when a value is missing, out of place or unfit, a RangeError for a bad instant, locale or time zone.
 */
export function renderTemplate(
  key: TemplateKey,
  values: TemplateValues,
  options: { locale: string; timeZone: string },
): { subject: string; html: string; text: string } {
  checkNeededValues(key, values);
  const template = findTemplate(key, options.locale);
  const parsed = parseTemplate(template);
  const scope = templateScope(values, { ...options, language: template.locale });
  const { link: _link, password: _password, stopLink: _stopLink, ...openScope } = scope;

  const subject = parsed.subject(openScope);
  const footer = parsed.footer(openScope);
  const html = layOutMail({
    locale: template.locale,
    direction: template.direction,
    subject,
    preheader: parsed.preheader(openScope),
    productName: scope.productName,
    bodyHtml: parsed.html(scope),
    footer,
  });
  return { subject, html, text: layOutText({ body: parsed.text(scope), footer }) };
}
