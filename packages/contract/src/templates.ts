import { z } from "zod";
import { EmailAddress } from "./email-address.ts";
import { languages, type Language } from "./languages.ts";
import { MailStatus } from "./mail.ts";
import { body, htmlDocument, reply, type RouteDescription } from "./route.ts";
import { templateNames, type TemplateKey } from "./template-names.ts";
import { Id, lineOfText } from "./text.ts";
import { standing, Version, versionedRoutes } from "./versioned.ts";

const Key = z.enum(Object.keys(templateNames) as [TemplateKey, ...TemplateKey[]]);
const Locale = z.enum(Object.keys(languages) as [Language, ...Language[]]);

/** How long a part of a template may be, in UTF-16 units; and the whole HTML part of a mail, in bytes. */
export const templateLimits = {
  subject: 300,
  preheader: 300,
  html: 50_000,
  text: 50_000,
  /** The logo's file: all of it travels with every mail. */
  logoBytes: 40_000,
  /** Inboxes cut off an HTML part that is larger; pictures travel beside it. */
  mailBytes: 100_000,
} as const;

const atMost = (max: number) =>
  z
    .string()
    .max(max, `Use at most ${max} characters.`)
    .transform((text) => text.replaceAll(/\r\n?/g, "\n"));

/** What an author writes: clean HTML and plain text, with Liquid. It is stored as it is; what is wrong with it, lint says. */
export const TemplateSource = z.strictObject({
  subject: atMost(templateLimits.subject),
  /** The line that inboxes show after the subject. */
  preheader: atMost(templateLimits.preheader),
  html: atMost(templateLimits.html),
  /** The text part; null: made from the HTML part, mail by mail. */
  text: atMost(templateLimits.text).nullable(),
});
export type TemplateSource = z.infer<typeof TemplateSource>;

/** One thing that lint found. Errors block a save, warnings do not. */
export const LintFinding = z.strictObject({
  /** A name for the rule, such as `link-missing`. */
  rule: z.string(),
  level: z.enum(["error", "warning"]),
  part: z.enum(["subject", "preheader", "html", "text", "layout", "template"]),
  /** Where in the part, counted from 1; null when it is about the whole. */
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  /** In words, with what to do. */
  message: z.string(),
});
export type LintFinding = z.infer<typeof LintFinding>;

const Findings = z.array(LintFinding);

/**
 * Where the words of a template in a language come from. `edited`: from a version saved here; `default`: they are built in;
 * `fallback`: from another language, because there are none in this one.
 */
const Origin = z.enum(["edited", "default", "fallback"]);

/** A template in one language, as the list shows it. */
export const TemplateLanguage = z.strictObject({
  locale: Locale,
  origin: Origin,
  /** With `fallback`: the language that its readers get. */
  fallsBackTo: Locale.nullable(),
  /** The newest version; null when nobody ever saved one. */
  latest: Version.nullable(),
  /** The asking administrator has a draft of it. */
  hasDraft: z.boolean(),
});
export type TemplateLanguage = z.infer<typeof TemplateLanguage>;

/** A template with all its languages. */
export const TemplateSummary = z.strictObject({
  key: Key,
  name: z.string(),
  /** What it is for, in a sentence. */
  purpose: z.string(),
  /** What makes it go out, in a sentence. */
  usedIn: z.string(),
  languages: z.array(TemplateLanguage),
  /** The last change in any language. */
  latest: Version.extend({ locale: Locale }).nullable(),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

/** Every template, and when the layout was changed last. */
export const listTemplates = {
  method: "get",
  path: "/api/templates",
  summary: "Every template, its languages and last change",
  access: "edit templates",
  request: {},
  responses: {
    200: reply(
      "The templates",
      z.strictObject({
        templates: z.array(TemplateSummary),
        layout: z.strictObject({
          origin: z.enum(["edited", "default"]),
          latest: Version.nullable(),
          hasDraft: z.boolean(),
        }),
      }),
    ),
  },
  problems: [],
} as const satisfies RouteDescription;

/** A name that a template may use between its braces. */
export const Placeholder = z.strictObject({
  name: z.string(),
  description: z.string(),
  /** What it stands for in the sample. */
  sample: z.string(),
  /** It opens an account or stops a recovery: only the two bodies may hold it. */
  isSecret: z.boolean(),
  /** Without it the mail would be of no use: lint refuses a body that lacks it. */
  isRequired: z.boolean(),
});
export type Placeholder = z.infer<typeof Placeholder>;

/** A template in one language, with all that its editor needs. */
export const TemplateRecord = z.strictObject({
  key: Key,
  locale: Locale,
  name: z.string(),
  purpose: z.string(),
  usedIn: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  origin: Origin,
  fallsBackTo: Locale.nullable(),
  ...standing(TemplateSource),
  /** The words in force. */
  source: TemplateSource,
  /** The built-in words, to which Reset to Default leads. */
  defaultSource: TemplateSource,
  placeholders: z.array(Placeholder),
  /** What lint says of the words in force. */
  findings: Findings,
});
export type TemplateRecord = z.infer<typeof TemplateRecord>;

const TemplateParams = z.strictObject({ key: Key, locale: Locale });
/** What can be done with a template in one language and its versions. What lint calls an error is not saved. */
export const templateRoutes = versionedRoutes({
  noun: "template",
  path: "/api/templates/{key}/{locale}",
  params: TemplateParams.shape,
  access: "edit templates",
  sent: TemplateSource,
  shown: { source: TemplateSource },
  record: TemplateRecord,
});

/** The routes of a template, one by one. */
export const {
  get: getTemplate,
  save: saveTemplate,
  saveDraft: saveTemplateDraft,
  dropDraft: dropTemplateDraft,
  listVersions: listTemplateVersions,
  getVersion: getTemplateVersion,
  restore: restoreTemplate,
  reset: resetTemplate,
} = templateRoutes;

/** Says what is wrong with words that are not saved. */
export const lintTemplate = {
  method: "post",
  path: "/api/templates/{key}/{locale}/lints",
  summary: "Check a template",
  access: "edit templates",
  audits: null,
  request: { params: TemplateParams, body: body(TemplateSource) },
  responses: { 200: reply("What was found", z.strictObject({ findings: Findings })) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "Write the colour as # and six hexadecimal digits, such as #00757a.")
  .transform((text) => text.toLowerCase());

/** The colours of one theme that can be chosen; the rest follows the product. */
export const LayoutColours = z.strictObject({
  /** Links, buttons, the mark. */
  accent: colour,
  /** The words on a button. */
  onAccent: colour,
  /** Around the card. */
  page: colour,
});
export type LayoutColours = z.infer<typeof LayoutColours>;

// A picture in bytes and nothing else: an SVG could carry a program.
const logoAddress = /^data:image\/(?:png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}$/;
const optionalLine = lineOfText(100)
  .nullable()
  .transform((text) => text || null);

/** The frame around every mail. */
export const MailLayout = z.strictObject({
  /** A PNG, JPEG or GIF as a data address; null: a small mark in the accent colour. */
  logo: z
    .string()
    .regex(logoAddress, "Choose a PNG, JPEG or GIF file.")
    .max(
      Math.ceil((templateLimits.logoBytes * 4) / 3) + 40,
      `Choose a file of at most ${templateLimits.logoBytes / 1000} kB.`,
    )
    .nullable(),
  /** Null: as the installation is named. */
  productName: optionalLine,
  companyName: optionalLine,
  /** Whom users ask, in words; null: as the installation says, else their System Administrator. */
  supportContact: optionalLine,
  colours: z.strictObject({ light: LayoutColours, dark: LayoutColours }),
  /** The footer of every mail by language, with Liquid; where there is none, the built-in one of the template. */
  footers: z.partialRecord(Locale, lineOfText(500)),
});
export type MailLayout = z.infer<typeof MailLayout>;

/** The layout, with all that its editor needs. */
export const MailLayoutRecord = z.strictObject({
  origin: z.enum(["edited", "default"]),
  ...standing(MailLayout),
  layout: MailLayout,
  defaultLayout: MailLayout,
  /** What stands where the layout names nothing. */
  installation: z.strictObject({
    productName: z.string(),
    companyName: z.string().nullable(),
    supportContact: z.string().nullable(),
  }),
  findings: Findings,
});
export type MailLayoutRecord = z.infer<typeof MailLayoutRecord>;

/** As `templateRoutes`, of the layout. */
export const mailLayoutRoutes = versionedRoutes({
  noun: "layout",
  path: "/api/mail-layout",
  params: {},
  access: "edit templates",
  sent: z.strictObject({ layout: MailLayout }),
  shown: { layout: MailLayout },
  record: MailLayoutRecord,
});

/** The routes of the layout, one by one. */
export const {
  get: getMailLayout,
  save: saveMailLayout,
  saveDraft: saveMailLayoutDraft,
  dropDraft: dropMailLayoutDraft,
  listVersions: listMailLayoutVersions,
  getVersion: getMailLayoutVersion,
  restore: restoreMailLayout,
  reset: resetMailLayout,
} = mailLayoutRoutes;

/** Says what is wrong with a layout that is not saved. */
export const lintMailLayout = {
  method: "post",
  path: "/api/mail-layout/lints",
  summary: "Check a layout",
  access: "edit templates",
  audits: null,
  request: { body: body(MailLayout) },
  responses: { 200: reply("What was found", z.strictObject({ findings: Findings })) },
  problems: [],
} as const satisfies RouteDescription;

/** What to render, and for whom. */
const Rendition = z.strictObject({
  /** Words that are not saved; null: those in force, in the reader's language. */
  source: TemplateSource.nullable(),
  /** A layout that is not saved; null: the one in force. */
  layout: MailLayout.nullable(),
  /** A real user, whose names, language and time zone are taken; null: a sample. */
  userId: Id.nullable(),
});

/** A mail as it would arrive. */
export const TemplatePreview = z.strictObject({
  /** With it, `readTemplatePreviewHtml` has the HTML part, for ten minutes at least unless many others are made. */
  id: z.string(),
  subject: z.string(),
  preheader: z.string(),
  text: z.string(),
  /** The size of the HTML part as it goes out: its pictures travel beside it. */
  bytes: z.number().int(),
  /** The language of the words. */
  locale: Locale,
  /** Whose names stand in it, and how moments are told to that person. */
  reader: z.strictObject({ name: z.string(), locale: z.string(), timeZone: z.string() }),
});
export type TemplatePreview = z.infer<typeof TemplatePreview>;

/** Renders a mail with sample secrets; `preview` is null when what lint found does not let it be rendered. */
export const previewTemplate = {
  method: "post",
  path: "/api/template-previews",
  summary: "Preview a mail",
  access: "edit templates",
  audits: null,
  request: { body: body(Rendition.extend({ key: Key, locale: Locale })) },
  responses: {
    200: reply(
      "The mail as it would arrive",
      z.strictObject({ preview: TemplatePreview.nullable(), findings: Findings }),
    ),
  },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** The HTML part of a preview, as a document that may do nothing: for a sandboxed frame. */
export const readTemplatePreviewHtml = {
  method: "get",
  path: "/api/template-previews/{previewId}/html",
  summary: "The HTML part of a preview, as a document",
  access: "edit templates",
  request: {
    params: z.strictObject({ previewId: z.string().regex(/^[\w-]{43}$/) }),
    /** As an inbox in the light or in the dark shows it; `system`: as the browser is. */
    query: z.strictObject({ theme: z.enum(["light", "dark", "system"]).default("system") }),
  },
  responses: { 200: htmlDocument("The mail") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/**
 * Mails a rendition, marked as a test, with sample secrets that work nowhere. To the administrator's own address unless
 * another one is named.
 */
export const sendTestMail = {
  method: "post",
  path: "/api/templates/{key}/{locale}/test-mails",
  summary: "Send a test mail",
  access: "edit templates",
  audits: { done: ["test-mail.sent"], refused: "test-mail.sent" },
  request: { params: TemplateParams, body: body(Rendition.extend({ to: EmailAddress.nullable() })) },
  responses: {
    200: reply("The mail", z.strictObject({ to: z.string(), mail: MailStatus })),
  },
  problems: ["not-found", "email-missing", "email-invalid", "invalid-fields", "too-many-attempts"],
} as const satisfies RouteDescription;
