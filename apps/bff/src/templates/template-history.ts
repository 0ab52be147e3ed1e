import type {
  getTemplateVersion as versionRoute,
  lintTemplate as lintRoute,
  listTemplateVersions as route,
} from "@latchkey/contract/templates.ts";
import type { Verb } from "../http/verb.ts";
import { defaultSource, lintInForce } from "./read-template-record.ts";
import { readSource } from "./template-slot.ts";
import { listVersions, readVersion, versionSummary } from "./version-store.ts";

/** Every version of a template in one language. */
export const listTemplateVersions: Verb<typeof route> = (ctx, { params }) => listVersions(ctx.db, params);

/** The words of a version; number 0 and resets stand for the built-in ones. */
export const getTemplateVersion: Verb<typeof versionRoute> = async (
  ctx,
  { params: { key, locale, number } },
) => {
  if (number === 0) return { version: null, source: defaultSource(key, locale) };
  const row = await readVersion(ctx.db, { key, locale }, number);
  const source = row.content === null ? defaultSource(key, locale) : readSource(row.content);
  return { version: versionSummary(row), source };
};

/** What is wrong with words that are not saved. */
export const lintTemplate: Verb<typeof lintRoute> = async (ctx, { params: { key, locale }, body }) => ({
  findings: await lintInForce(ctx, key, locale, body),
});
