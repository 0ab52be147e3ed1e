import type { Language } from "@latchkey/contract/languages.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { LintFinding, MailLayout, TemplateSource } from "@latchkey/contract/templates.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { lintLayout } from "@latchkey/mails/lint-layout.ts";
import { lintTemplate } from "@latchkey/mails/lint-template.ts";
import { brandOf, frameOf } from "@latchkey/mails/mail-frame.ts";
import { renderWithPreheader, type Reader } from "@latchkey/mails/render-template.ts";
import { samplePerson, sampleValues, type Person } from "@latchkey/mails/sample-values.ts";
import { sourceOf, templateOf } from "@latchkey/mails/template-source.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { readReader } from "../settings/reader-defaults.ts";
import { sampleSetting } from "./sample-setting.ts";
import { readInForce } from "./templates-in-force.ts";

/** What to render, and for whom; see `Rendition` of the contract. */
export type RenditionRequest = {
  key: TemplateKey;
  locale: Language;
  source: TemplateSource | null;
  layout: MailLayout | null;
  userId: string | null;
};

type PersonalReader = Reader & { person: Person };

/** A mail with sample secrets, as somebody would get it. */
export type Rendition = {
  /** Null when it can't be rendered. */
  mail: { subject: string; preheader: string; html: string; text: string } | null;
  findings: LintFinding[];
  /** The language of its words. */
  locale: Language;
  /** The id of the version that its words are from; null: they are built in, or not saved. */
  templateVersion: string | null;
  reader: PersonalReader;
};

/**
 * Renders a mail as a user or a sample would get it; every secret in it is a sample. `secret` stands for them.
 * Throws `not-found` when there is no such user.
 */
export async function renderRendition(
  ctx: Ctx,
  request: RenditionRequest,
  secret?: string,
): Promise<Rendition> {
  const { key, source } = request;
  const reader = await findReader(ctx, request);
  const inForce = await readInForce(ctx, ctx.db, key, source === null ? reader.locale : request.locale);
  const frame = request.layout === null ? inForce.frame : frameOf(request.layout);
  const brand = request.layout === null ? inForce.brand : brandOf(ctx.installation, request.layout);
  const template = source === null ? inForce.template : templateOf(key, request.locale, source);
  const locale = template.locale as Language;

  const setting = sampleSetting(ctx);
  const templateVersion = source === null ? inForce.templateVersion : null;

  const layoutFindings = request.layout === null ? [] : lintLayout(request.layout);
  const findings = [
    ...layoutFindings,
    ...lintTemplate(key, locale, source ?? sourceOf(template), { setting, frame, brand, missing: [] }),
  ];
  const unrendered = { mail: null, findings, locale, templateVersion, reader };
  // What can't be read can't be rendered; what is too much to be read is not tried while somebody types.
  const isUnreadable = findings.some(({ rule, part }) => rule === "syntax" && part !== "layout");
  if (source !== null && isUnreadable) return unrendered;
  const values = sampleValues(setting, key, brand, { person: reader.person, secret });
  try {
    return {
      mail: renderWithPreheader(key, values, reader, { template, frame }),
      findings,
      locale,
      templateVersion,
      reader,
    };
  } catch {
    return unrendered;
  }
}

async function findReader(ctx: Ctx, { userId, locale }: RenditionRequest): Promise<PersonalReader> {
  const user = await ctx.db
    .selectFrom("users")
    .select(["firstName", "lastName", "userName", "email", "language", "timeZone"])
    .where("id", "=", userId ?? signedIn(ctx).userId)
    .where("deletedAt", "is", null)
    .executeTakeFirst();
  if (user === undefined) throw new ProblemError("not-found");
  if (userId === null) {
    // As the asking administrator's neighbour would get it.
    return {
      person: samplePerson,
      ...(await readReader(ctx.db, { language: locale, timeZone: user.timeZone })),
    };
  }
  const { firstName, lastName, userName, email } = user;
  return {
    person: { firstName, lastName, userName, email, name: fullName(user) },
    ...(await readReader(ctx.db, user)),
  };
}
