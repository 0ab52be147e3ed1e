import { languages, type Language } from "@latchkey/contract/languages.ts";
import { alertTemplates, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { templateLimits, type LintFinding, type TemplateSource } from "@latchkey/contract/templates.ts";
import { attachPictures } from "./attached-pictures.ts";
import { bytesOf } from "./bytes-of.ts";
import { Findings, lintError, lintWarning, placesIn, type Part } from "./lint-finding.ts";
import { lintHtml } from "./lint-html.ts";
import type { LiquidName } from "./liquid-names.ts";
import type { Brand, MailFrame } from "./mail-frame.ts";
import { findNames, LiquidFault } from "./parse-template.ts";
import { renderHtml, renderTemplate } from "./render-template.ts";
import { samplePerson, sampleValues, type SampleSetting } from "./sample-values.ts";
import { templateFacts, type PlaceholderName } from "./template-facts.ts";
import { templateOf } from "./template-source.ts";
import { placeholders, secretPlaceholders, type TemplateValues } from "./template-values.ts";

/** What words are checked against. */
export type LintSurroundings = {
  setting: SampleSetting;
  frame: MailFrame;
  brand: Brand;
  /** Languages of users in which nobody wrote this template, while it is written in others. */
  missing: readonly Language[];
};

const names: ReadonlySet<string> = new Set(placeholders);
const secrets: ReadonlySet<string> = new Set(secretPlaceholders);

/** Everything that is wrong with the words of a template, in words. */
export function lintTemplate(
  key: TemplateKey,
  locale: Language,
  source: TemplateSource,
  around: LintSurroundings,
): LintFinding[] {
  const parts = (["subject", "preheader", "html", "text"] as const).flatMap((part) => {
    const text = source[part];
    return text === null ? [] : [{ part, text }];
  });
  const read = new Map(parts.map(({ part, text }) => [part, readNames(text)]));
  const findings = new Findings();
  for (const { part, text } of parts) {
    findings.add(...lintCharacters(part, text));
    lintLiquid(key, { part, text, found: read.get(part)! }, findings);
  }
  if (source.subject.trim() === "") findings.add(lintError("empty", "subject", "Write a subject."));
  if (source.html.trim() === "") findings.add(lintError("empty", "html", "Write the mail."));
  const used = new Set([...read.values()].flatMap(namesOf));
  // Where Liquid can't be read, nobody knows what of the HTML is in the mail.
  if (Array.isArray(read.get("html"))) {
    const ownHost = new URL(around.setting.installation.publicUrl).host;
    const carriesSecret = [...used].some((name) => secrets.has(name));
    lintHtml(source.html, { ownHost, carriesSecret }, findings);
  }
  if (!findings.hasErrors) findings.add(...lintMails(key, locale, source, around));
  findings.add(...lintAdvice({ key, locale, source }, new Set(namesOf(read.get("html")!)), around));
  return findings.told();
}

// Tabs and line breaks belong in a body; nothing else that can't be seen does, nor what turns the direction of what follows.
const unprintable = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E]/u;

function lintCharacters(part: Part, text: string): LintFinding[] {
  const found = unprintable.exec(text);
  if (found !== null) {
    const message = "There is a character here that can't be seen. Delete it and type the place anew.";
    return [lintError("control-character", part, message, placesIn(text)(found.index))];
  }
  const lineBreak = part === "subject" || part === "preheader" ? text.search(/[\n\t]/) : -1;
  if (lineBreak < 0) return [];
  return [lintError("control-character", part, "Write it on one line.", placesIn(text)(lineBreak))];
}

/** The placeholders that a part names, or why that can't be told. */
function readNames(text: string): LiquidName[] | LiquidFault {
  try {
    return findNames(text);
  } catch (error) {
    if (error instanceof LiquidFault) return error;
    throw error;
  }
}

/** Where Liquid can't be read it names nothing. */
function namesOf(found: LiquidName[] | LiquidFault): string[] {
  return Array.isArray(found) ? found.map(({ name }) => name) : [];
}

function lintLiquid(
  key: TemplateKey,
  { part, text, found }: { part: Part; text: string; found: LiquidName[] | LiquidFault },
  findings: Findings,
): void {
  if (!Array.isArray(found)) return findings.add(lintError("syntax", part, found.message, found.place));
  const placeAt = placesIn(text);
  for (const { name, offset } of found) {
    if (findings.isFull) return;
    if (!names.has(name)) {
      const message = `There is no placeholder “${name}”. Choose one from the list.`;
      findings.add(lintError("placeholder-unknown", part, message, placeAt(offset)));
    } else if (secrets.has(name) && (part === "subject" || part === "preheader")) {
      const message = `Inboxes and notifications show the ${part}. Keep {{ ${name} }} in the mail itself.`;
      findings.add(lintError("secret-exposed", part, message, placeAt(offset)));
    } else if (secrets.has(name) && templateFacts[key].unused.includes(name as PlaceholderName)) {
      const message = `This mail carries no ${name}. Remove {{ ${name} }}.`;
      findings.add(lintError("secret-absent", part, message, placeAt(offset)));
    } else if (templateFacts[key].unused.includes(name as PlaceholderName)) {
      const message = `{{ ${name} }} is always empty in this mail. Remove it.`;
      findings.add(lintWarning("placeholder-empty", part, message, placeAt(offset)));
    }
  }
}

/** Kinds of values that have to arrive whole, as mails really have them. */
function variants(values: TemplateValues): TemplateValues[] {
  const called = (name: string) => ({
    ...samplePerson,
    firstName: name,
    lastName: name,
    name: `${name} ${name}`,
  });
  return [
    values,
    { ...values, actor: values.actor === "you" ? "an administrator" : "you" },
    {
      ...values,
      user: { ...samplePerson, firstName: null, lastName: null, email: null },
      companyName: null,
      supportContact: null,
      stopLink: null,
    },
    { ...values, readerIsAdministrator: !values.readerIsAdministrator, supportContact: null },
    { ...values, user: called("<script>alert(1)</script>") },
    { ...values, user: called("{{ password }}{% if %}") },
    { ...values, user: called("\"' onload=x &lt;") },
    { ...values, user: called("محمد عبد الله") },
    {
      ...values,
      user: called("x".repeat(200)),
      companyName: "y".repeat(100),
      supportContact: "z".repeat(100),
    },
  ];
}

const requiredWords = {
  link: "link",
  password: "password",
  signInUrl: "sign-in address",
  recordUrl: "address of the user record",
} as const;

/** Renders the mail for all kinds of people: it has to be whole for each of them. */
function lintMails(
  key: TemplateKey,
  locale: Language,
  source: TemplateSource,
  { setting, frame, brand }: LintSurroundings,
): LintFinding[] {
  const all = variants(sampleValues(setting, key, brand));
  const design = { template: templateOf(key, locale, source), frame };
  const options = { locale, timeZone: "UTC" };
  let mails: { values: TemplateValues; html: string; text: string }[];
  try {
    mails = all.map((values, index) =>
      // A text part that follows from the HTML part is as whole as that: to know that it can be made, one is enough.
      source.text !== null || index === 0
        ? { values, ...renderTemplate(key, values, options, design) }
        : { values, html: renderHtml(key, values, options, design), text: "" },
    );
  } catch {
    return [
      lintError(
        "not-renderable",
        "html",
        "The mail can't be made of this for everybody. Simplify its conditions and placeholders.",
      ),
    ];
  }
  const findings = templateFacts[key].required.flatMap((name) =>
    (["html", "text"] as const).flatMap((part) => {
      if (part === "text" && source.text === null) return [];
      const lacking = mails.filter((mail) => !mail[part].includes(mail.values[name]!));
      if (lacking.length === 0) return [];
      const what = `The ${requiredWords[name]} is missing`;
      const where = part === "text" ? " in the text part" : "";
      return lacking.length === mails.length
        ? lintError(`${name}-missing`, part, `${what}${where}. Add {{ ${name} }}.`)
        : lintError(
            `${name}-missing`,
            part,
            `${what}${where} for some readers. Move {{ ${name} }} out of the condition.`,
          );
    }),
  );
  const bytes = Math.max(...mails.map(({ html }) => bytesOf(attachPictures(html, "").html)));
  if (bytes > templateLimits.mailBytes) {
    const size = Math.ceil(bytes / 1000);
    findings.push(
      lintError(
        "too-large",
        "html",
        `The mail has ${size} kB, and inboxes cut off what is over ${templateLimits.mailBytes / 1000} kB. Shorten it.`,
      ),
    );
  }
  return findings;
}

/** What a mail can do without, but had better not. */
function lintAdvice(
  { key, locale, source }: { key: TemplateKey; locale: Language; source: TemplateSource },
  inHtml: ReadonlySet<string>,
  { missing }: LintSurroundings,
): LintFinding[] {
  const findings: LintFinding[] = [];
  if (!alertTemplates.includes(key) && !inHtml.has("stopLink")) {
    findings.push(
      lintWarning("stop-link-missing", "html", "Readers can't say “this wasn't me”. Add {{ stopLink }}."),
    );
  }
  if (
    key === "access-info" &&
    (!inHtml.has("expiresAt") || (locale === "en" && !/temporary/i.test(source.html)))
  ) {
    findings.push(
      lintWarning(
        "temporary-missing",
        "html",
        "Say that the password is temporary, and until when it works: {{ expiresAt }}.",
      ),
    );
  }
  if (key === "password-change-link" && !inHtml.has("expiresAt")) {
    findings.push(lintWarning("expiry-missing", "html", "Say until when the link works: {{ expiresAt }}."));
  }
  if (missing.length > 0) {
    const list = missing.map((language) => languages[language]).join(", ");
    findings.push(
      lintWarning(
        "language-missing",
        "template",
        `Users with these languages get the built-in words: ${list}. Write them there, too.`,
      ),
    );
  }
  return findings;
}
