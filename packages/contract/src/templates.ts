import { z } from "zod";
import { EmailAddress } from "./email-address.ts";
import { languages, type Language } from "./languages.ts";
import { MailStatus } from "./mail.ts";
import { body, emptyReply, htmlDocument, reply, type RouteDescription } from "./route.ts";
import { templateNames, type TemplateKey } from "./template-names.ts";
import { Id, lineOfText, Moment } from "./text.ts";

const Key = z.enum(Object.keys(templateNames) as [TemplateKey, ...TemplateKey[]]);
const Locale = z.enum(Object.keys(languages) as [Language, ...Language[]]);

/** How long a part of a template may be, in UTF-16 units; and the whole HTML part of a mail, in bytes. */
export const templateLimits = {
  subject: 300,
  preheader: 300,
  html: 50_000,
  text: 50_000,
  note: 200,
  /** The logo's file: all of it travels in every mail, and inboxes cut off what is larger than `mailBytes`. */
  logoBytes: 40_000,
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

/** Why a version came to be. A `reset` one has no words of its own: the built-in default is in force. */
export const VersionKind = z.enum(["edited", "restored", "reset"]);

/** A version as a row of the history. */
export const TemplateVersion = z.strictObject({
  number: z.number().int(),
  kind: VersionKind,
  /** With `restored`: the number of the version that it repeats. */
  restores: z.number().int().nullable(),
  note: z.string(),
  author: z.string(),
  at: Moment,
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

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
  latest: TemplateVersion.nullable(),
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
  latest: TemplateVersion.extend({ locale: Locale }).nullable(),
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
          latest: TemplateVersion.nullable(),
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

const draftOf = <Schema extends z.ZodType>(content: Schema) =>
  z.strictObject({
    content,
    /** The number of the version that it began from; a newer one means that somebody saved in the meantime. */
    basedOn: z.number().int(),
    at: Moment,
  });

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
  /** The number to send as `basedOn`: that of the newest version, 0 when there is none. */
  version: z.number().int(),
  latest: TemplateVersion.nullable(),
  /** The words in force. */
  source: TemplateSource,
  /** The built-in words, to which Reset to Default leads. */
  defaultSource: TemplateSource,
  /** The asking administrator's own draft. */
  draft: draftOf(TemplateSource).nullable(),
  placeholders: z.array(Placeholder),
  /** What lint says of the words in force. */
  findings: Findings,
});
export type TemplateRecord = z.infer<typeof TemplateRecord>;

const TemplateParams = z.strictObject({ key: Key, locale: Locale });
const BasedOn = z.number().int().min(0).max(1_000_000_000);
const Note = lineOfText(templateLimits.note);

/** A template in one language. */
export const getTemplate = {
  method: "get",
  path: "/api/templates/{key}/{locale}",
  summary: "Read a template",
  access: "edit templates",
  request: { params: TemplateParams },
  responses: { 200: reply("The template", TemplateRecord) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/**
 * Saves a new version, and drops the author's draft. Refused with `version-conflict` when `basedOn` is no longer the newest
 * version: `getTemplate` has the other one. What lint calls an error is refused with `invalid-fields`.
 */
export const saveTemplate = {
  method: "put",
  path: "/api/templates/{key}/{locale}",
  summary: "Save a new version of a template",
  access: "edit templates",
  audits: { done: ["template.saved"], refused: "template.saved" },
  request: {
    params: TemplateParams,
    body: body(TemplateSource.extend({ basedOn: BasedOn, note: Note })),
  },
  responses: { 200: reply("The template", TemplateRecord) },
  problems: ["not-found", "version-conflict", "invalid-fields"],
} as const satisfies RouteDescription;

/** Keeps what an administrator has typed so far, for that administrator alone; nothing in it is refused. */
export const saveTemplateDraft = {
  method: "put",
  path: "/api/templates/{key}/{locale}/draft",
  summary: "Keep one's own draft of a template",
  access: "edit templates",
  audits: null,
  request: { params: TemplateParams, body: body(TemplateSource.extend({ basedOn: BasedOn })) },
  responses: { 204: emptyReply("Kept") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Forgets one's own draft. */
export const dropTemplateDraft = {
  method: "delete",
  path: "/api/templates/{key}/{locale}/draft",
  summary: "Drop one's own draft of a template",
  access: "edit templates",
  audits: null,
  request: { params: TemplateParams },
  responses: { 204: emptyReply("Dropped") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** How many versions a history shows at most. */
export const mostVersions = 200;

const VersionList = z.strictObject({ versions: z.array(TemplateVersion), total: z.number().int() });

/** Every version of a template. */
export const listTemplateVersions = {
  method: "get",
  path: "/api/templates/{key}/{locale}/versions",
  summary: "The versions of a template",
  access: "edit templates",
  request: { params: TemplateParams },
  responses: { 200: reply(`Newest first, at most ${mostVersions}`, VersionList) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

const VersionNumber = z.coerce.number().int().min(0).max(1_000_000_000);

/** The words of a version. Number 0 stands for the built-in default, as does a `reset`. */
export const getTemplateVersion = {
  method: "get",
  path: "/api/templates/{key}/{locale}/versions/{number}",
  summary: "Read a version of a template",
  access: "edit templates",
  request: { params: TemplateParams.extend({ number: VersionNumber }) },
  responses: {
    200: reply(
      "The version",
      z.strictObject({ version: TemplateVersion.nullable(), source: TemplateSource }),
    ),
  },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Which version to repeat. */
const Restoration = z.strictObject({ number: z.number().int().min(1), basedOn: BasedOn, note: Note });

/** Saves an earlier version anew. */
export const restoreTemplate = {
  method: "post",
  path: "/api/templates/{key}/{locale}/restorations",
  summary: "Restore a version of a template",
  access: "edit templates",
  audits: { done: ["template.restored"], refused: "template.restored" },
  request: { params: TemplateParams, body: body(Restoration) },
  responses: { 200: reply("The template", TemplateRecord) },
  problems: ["not-found", "version-conflict", "invalid-fields"],
} as const satisfies RouteDescription;

/** Puts the built-in words back in force; the versions stay. */
export const resetTemplate = {
  method: "post",
  path: "/api/templates/{key}/{locale}/resets",
  summary: "Reset a template to its default",
  access: "edit templates",
  audits: { done: ["template.reset"], refused: "template.reset" },
  request: { params: TemplateParams, body: body(z.strictObject({ basedOn: BasedOn, note: Note })) },
  responses: { 200: reply("The template", TemplateRecord) },
  problems: ["not-found", "version-conflict"],
} as const satisfies RouteDescription;

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
  version: z.number().int(),
  latest: TemplateVersion.nullable(),
  layout: MailLayout,
  defaultLayout: MailLayout,
  /** What stands where the layout names nothing. */
  installation: z.strictObject({
    productName: z.string(),
    companyName: z.string().nullable(),
    supportContact: z.string().nullable(),
  }),
  draft: draftOf(MailLayout).nullable(),
  findings: Findings,
});
export type MailLayoutRecord = z.infer<typeof MailLayoutRecord>;

/** The layout. */
export const getMailLayout = {
  method: "get",
  path: "/api/mail-layout",
  summary: "Read the layout of all mails",
  access: "edit templates",
  request: {},
  responses: { 200: reply("The layout", MailLayoutRecord) },
  problems: [],
} as const satisfies RouteDescription;

/** As `saveTemplate`, of the layout. */
export const saveMailLayout = {
  method: "put",
  path: "/api/mail-layout",
  summary: "Save a new version of the layout",
  access: "edit templates",
  audits: { done: ["layout.saved"], refused: "layout.saved" },
  request: { body: body(z.strictObject({ layout: MailLayout, basedOn: BasedOn, note: Note })) },
  responses: { 200: reply("The layout", MailLayoutRecord) },
  problems: ["version-conflict", "invalid-fields"],
} as const satisfies RouteDescription;

/** As `saveTemplateDraft`, of the layout. */
export const saveMailLayoutDraft = {
  method: "put",
  path: "/api/mail-layout/draft",
  summary: "Keep one's own draft of the layout",
  access: "edit templates",
  audits: null,
  request: { body: body(z.strictObject({ layout: MailLayout, basedOn: BasedOn })) },
  responses: { 204: emptyReply("Kept") },
  problems: [],
} as const satisfies RouteDescription;

/** As `dropTemplateDraft`, of the layout. */
export const dropMailLayoutDraft = {
  method: "delete",
  path: "/api/mail-layout/draft",
  summary: "Drop one's own draft of the layout",
  access: "edit templates",
  audits: null,
  request: {},
  responses: { 204: emptyReply("Dropped") },
  problems: [],
} as const satisfies RouteDescription;

/** As `listTemplateVersions`, of the layout. */
export const listMailLayoutVersions = {
  method: "get",
  path: "/api/mail-layout/versions",
  summary: "The versions of the layout",
  access: "edit templates",
  request: {},
  responses: { 200: reply(`Newest first, at most ${mostVersions}`, VersionList) },
  problems: [],
} as const satisfies RouteDescription;

/** As `getTemplateVersion`, of the layout. */
export const getMailLayoutVersion = {
  method: "get",
  path: "/api/mail-layout/versions/{number}",
  summary: "Read a version of the layout",
  access: "edit templates",
  request: { params: z.strictObject({ number: VersionNumber }) },
  responses: {
    200: reply("The version", z.strictObject({ version: TemplateVersion.nullable(), layout: MailLayout })),
  },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** As `restoreTemplate`, of the layout. */
export const restoreMailLayout = {
  method: "post",
  path: "/api/mail-layout/restorations",
  summary: "Restore a version of the layout",
  access: "edit templates",
  audits: { done: ["layout.restored"], refused: "layout.restored" },
  request: { body: body(Restoration) },
  responses: { 200: reply("The layout", MailLayoutRecord) },
  problems: ["not-found", "version-conflict", "invalid-fields"],
} as const satisfies RouteDescription;

/** As `resetTemplate`, of the layout. */
export const resetMailLayout = {
  method: "post",
  path: "/api/mail-layout/resets",
  summary: "Reset the layout to its default",
  access: "edit templates",
  audits: { done: ["layout.reset"], refused: "layout.reset" },
  request: { body: body(z.strictObject({ basedOn: BasedOn, note: Note })) },
  responses: { 200: reply("The layout", MailLayoutRecord) },
  problems: ["version-conflict"],
} as const satisfies RouteDescription;

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
  /** The size of the HTML part. */
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
