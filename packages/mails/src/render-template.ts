import { alertTemplates, type TemplateKey, templateNames } from "@latchkey/contract/template-names.ts";
import { findTemplate } from "./find-template.ts";
import { defaultFrame, type MailFrame } from "./mail-frame.ts";
import { layOutMail, layOutText } from "./mail-layout.ts";
import { parseTemplate, type MailTemplate } from "./parse-template.ts";
import { templateScope } from "./template-scope.ts";
import type { TemplateValues } from "./template-values.ts";
import { textOfHtml } from "./text-of-html.ts";

type ValueOfSome = "link" | "password" | "expiresAt" | "recordUrl" | "stoppedAt";

const neededValues: Record<TemplateKey, readonly ValueOfSome[]> = {
  "access-info": ["password", "expiresAt"],
  "password-change-link": ["link", "expiresAt"],
  "password-changed": [],
  "administrator-changed-your-access": [],
  "link-copied": ["expiresAt"],
  "link-extended": ["expiresAt"],
  "email-changed": [],
  "recovery-stopped": ["recordUrl", "stoppedAt", "expiresAt"],
  "sign-in-stopped": ["stoppedAt"],
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
  if (alertTemplates.includes(key) && values.stopLink !== null) {
    throw new TypeError(`The template ${templateNames[key]} must not be given a stopLink`);
  }
}

/** A rendered mail: the subject as plain text on one line, the HTML part and the text part. */
export type RenderedMail = { subject: string } & MailParts;

/** The HTML part and the text part. */
export type MailParts = { html: string; text: string };

/** The words of a mail and the frame around them. */
export type Design = { template: MailTemplate; frame: MailFrame };

/** How the reader tells moments: the locale (BCP 47) and the time zone (IANA). */
export type Reader = { locale: string; timeZone: string };

/** What the parts of a mail have in common is made at once, its parts when they are asked for, with another scope perhaps. */
function prepare(key: TemplateKey, values: TemplateValues, reader: Reader, { template, frame }: Design) {
  checkNeededValues(key, values);
  const parsed = parseTemplate(template, frame);
  const { locale, direction } = template;
  const scope = templateScope(values, { ...reader, language: locale });
  const { link: _link, password: _password, stopLink: _stopLink, ...openScope } = scope;
  const { productName } = scope;

  const subject = parsed.subject(openScope);
  const preheader = parsed.preheader(openScope);
  const footer = parsed.footer(openScope);
  const layOut = (bodyHtml: string) =>
    layOutMail({ frame, locale, direction, subject, preheader, productName, bodyHtml, footer });
  const htmlOf = (inScope: object) => layOut(parsed.html(inScope));
  const partsOf = (inScope: object): MailParts => {
    const bodyHtml = parsed.html(inScope);
    const body = parsed.text === null ? textOfHtml(bodyHtml) : parsed.text(inScope);
    return { html: layOut(bodyHtml), text: layOutText({ body, footer }) };
  };
  return { subject, preheader, scope, htmlOf, partsOf };
}

/**
 * Renders one mail with the words and in the frame that are given, else with those that come with the product, in the best
 * language they have for the reader. Dates follow the reader's locale and time zone themselves.
 * Throws a TypeError when a value is missing, out of place or unfit, a RangeError for a bad instant, locale or time zone.
 */
export function renderTemplate(
  key: TemplateKey,
  values: TemplateValues,
  reader: Reader,
  design: Design = { template: findTemplate(key, reader.locale), frame: defaultFrame },
): RenderedMail {
  const { preheader: _inHtml, ...mail } = renderWithPreheader(key, values, reader, design);
  return mail;
}

/** As `renderTemplate`, and tells the preheader by itself, too. */
export function renderWithPreheader(
  key: TemplateKey,
  values: TemplateValues,
  reader: Reader,
  design: Design,
): RenderedMail & { preheader: string } {
  const { subject, preheader, scope, partsOf } = prepare(key, values, reader, design);
  return { subject, preheader, ...partsOf(scope) };
}

/** As `renderTemplate`, but the HTML part alone. */
export function renderHtml(key: TemplateKey, values: TemplateValues, reader: Reader, design: Design): string {
  const { scope, htmlOf } = prepare(key, values, reader, design);
  return htmlOf(scope);
}

/**
 * As `renderTemplate`, and beside it what administrators may read of the mail: its parts without the stop link; null when it
 * carries a link or a password.
 */
export function renderWithOpenParts(
  key: TemplateKey,
  values: TemplateValues,
  reader: Reader,
  design: Design,
): RenderedMail & { openParts: MailParts | null } {
  const { subject, scope, partsOf } = prepare(key, values, reader, design);
  const parts = partsOf(scope);
  if (values.link !== null || values.password !== null) return { subject, ...parts, openParts: null };
  return {
    subject,
    ...parts,
    openParts: values.stopLink === null ? parts : partsOf({ ...scope, stopLink: null }),
  };
}
