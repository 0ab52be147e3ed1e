import type {
  dropTemplateDraft as dropDraftRoute,
  resetTemplate as resetRoute,
  restoreTemplate as restoreRoute,
  saveTemplate as route,
  saveTemplateDraft as draftRoute,
} from "@latchkey/contract/templates.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import type { Verb } from "../http/verb.ts";
import { defaultSource, lintInForce, readTemplateRecord } from "./read-template-record.ts";
import { refuseErrors } from "./refuse-errors.ts";
import { readSource } from "./template-slot.ts";
import { addVersion, putDraft, readVersion, removeDraft } from "./version-store.ts";

/** The words of a template for a difference, line by line. */
const telling = (key: TemplateKey, locale: Language) => (content: string | null) => {
  const { subject, preheader, html, text } =
    content === null ? defaultSource(key, locale) : readSource(content);
  const made = "(made from the HTML part)";
  return `Subject: ${subject}\nPreheader: ${preheader}\nHTML:\n${html}\nText:\n${text ?? made}`;
};

/** Saves a new version of a template, unless lint finds errors or somebody else saved one in the meantime. */
export const saveTemplate: Verb<typeof route> = async (ctx, { params: { key, locale }, body }) => {
  const { basedOn, note, ...source } = body;
  refuseErrors(await lintInForce(ctx, key, locale, source));
  await addVersion(
    ctx,
    { key, locale },
    { kind: "edited", content: JSON.stringify(source), note, basedOn },
    telling(key, locale),
  );
  return readTemplateRecord(ctx, key, locale);
};

/** Saves an earlier version anew; what it holds has to pass lint as it is today. */
export const restoreTemplate: Verb<typeof restoreRoute> = async (ctx, { params: { key, locale }, body }) => {
  const { number, basedOn, note } = body;
  const slot = { key, locale };
  const { content } = await readVersion(ctx.db, slot, number);
  if (content !== null) refuseErrors(await lintInForce(ctx, key, locale, readSource(content)));
  await addVersion(
    ctx,
    slot,
    { kind: "restored", restores: number, content, note, basedOn },
    telling(key, locale),
  );
  return readTemplateRecord(ctx, key, locale);
};

/** Reset to Default: puts the built-in words back in force. */
export const resetTemplate: Verb<typeof resetRoute> = async (ctx, { params: { key, locale }, body }) => {
  await addVersion(ctx, { key, locale }, { kind: "reset", content: null, ...body }, telling(key, locale));
  return readTemplateRecord(ctx, key, locale);
};

/** Keeps what an administrator typed so far, whatever it is. */
export const saveTemplateDraft: Verb<typeof draftRoute> = async (ctx, { params, body }) => {
  const { basedOn, ...source } = body;
  await putDraft(ctx, params, JSON.stringify(source), basedOn);
};

/** Forgets one's own draft. */
export const dropTemplateDraft: Verb<typeof dropDraftRoute> = async (ctx, { params }) => {
  await removeDraft(ctx, params);
};
