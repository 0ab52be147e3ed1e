import { type TemplateKey, templateNames } from "@latchkey/contract/template-names.ts";
import { textOfHtml } from "@latchkey/contract/text-of-html.ts";
import { findTemplate } from "./find-template.ts";
import { defaultFrame, layOutMail, layOutText, type MailFrame } from "./mail-layout.ts";
import { parseTemplate, type MailTemplate } from "./parse-template.ts";
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

/** A rendered mail: the subject as plain text on one line, the HTML part and the text part. */
export type RenderedMail = { subject: string; html: string; text: string };

/** The words of a mail and the frame around them. */
export type Design = { template: MailTemplate; frame: MailFrame };

/**
 * Renders one mail with the words and in the frame that are given, else with those that come with the product, in the best
 * language they have for `locale`. Dates follow `locale` and `timeZone` (IANA) themselves.
 * Throws a TypeError when a value is missing, out of place or unfit, a RangeError for a bad instant, locale or time zone.
 */
export function renderTemplate(
  key: TemplateKey,
  values: TemplateValues,
  options: { locale: string; timeZone: string },
  design: Design = { template: findTemplate(key, options.locale), frame: defaultFrame },
): RenderedMail {
  const { preheader: _inHtml, ...mail } = renderWithPreheader(key, values, options, design);
  return mail;
}

/** As `renderTemplate`, and tells the preheader by itself, too. */
export function renderWithPreheader(
  key: TemplateKey,
  values: TemplateValues,
  options: { locale: string; timeZone: string },
  { template, frame }: Design,
): RenderedMail & { preheader: string } {
  checkNeededValues(key, values);
  const parsed = parseTemplate(template, frame);
  const scope = templateScope(values, { ...options, language: template.locale });
  const { link: _link, password: _password, stopLink: _stopLink, ...openScope } = scope;

  const subject = parsed.subject(openScope);
  const preheader = parsed.preheader(openScope);
  const footer = parsed.footer(openScope);
  const bodyHtml = parsed.html(scope);
  const html = layOutMail({
    frame,
    locale: template.locale,
    direction: template.direction,
    subject,
    preheader,
    productName: scope.productName,
    bodyHtml,
    footer,
  });
  const body = parsed.text === null ? textOfHtml(bodyHtml) : parsed.text(scope);
  return { subject, preheader, html, text: layOutText({ body, footer }) };
}
