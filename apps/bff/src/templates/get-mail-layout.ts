import type {
  getMailLayout as route,
  getMailLayoutVersion as versionRoute,
  lintMailLayout as lintRoute,
  listMailLayoutVersions as versionsRoute,
} from "@latchkey/contract/templates.ts";
import { lintLayout } from "@latchkey/mails/lint-layout.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import type { Verb } from "../http/verb.ts";
import { layoutIn, readMailLayoutRecord } from "./read-mail-layout-record.ts";
import { sampleSetting } from "./sample-setting.ts";
import { layoutSlot } from "./template-slot.ts";
import { listVersions, readVersion, versionSummary } from "./version-store.ts";

/** The layout of all mails. */
export const getMailLayout: Verb<typeof route> = (ctx) => readMailLayoutRecord(ctx);

/** Every version of the layout. */
export const listMailLayoutVersions: Verb<typeof versionsRoute> = (ctx) => listVersions(ctx.db, layoutSlot);

/** A version of the layout; number 0 and resets stand for the built-in one. */
export const getMailLayoutVersion: Verb<typeof versionRoute> = async (ctx, { params: { number } }) => {
  if (number === 0) return { version: null, layout: defaultLayout };
  const row = await readVersion(ctx.db, layoutSlot, number);
  return { version: versionSummary(row), layout: layoutIn(row.content) };
};

/** What is wrong with a layout that is not saved. */
export const lintMailLayout: Verb<typeof lintRoute> = async (ctx, { body }) => ({
  findings: lintLayout(sampleSetting(ctx), body),
});
