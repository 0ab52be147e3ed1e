import type {
  dropMailLayoutDraft as dropDraftRoute,
  resetMailLayout as resetRoute,
  restoreMailLayout as restoreRoute,
  saveMailLayout as saveRoute,
  saveMailLayoutDraft as draftRoute,
} from "@latchkey/contract/templates.ts";
import { lintLayout } from "@latchkey/mails/lint-layout.ts";
import type { Verb } from "../http/verb.ts";
import { layoutIn, readMailLayoutRecord } from "./read-mail-layout-record.ts";
import { refuseErrors } from "./refuse-errors.ts";
import { sampleSetting } from "./sample-setting.ts";
import { layoutSlot } from "./template-slot.ts";
import { addVersion, putDraft, readVersion, removeDraft } from "./version-store.ts";

/** The layout for a difference, line by line; of the logo only its size. */
function tell(content: string | null): string {
  const { logo, colours, footers, ...words } = layoutIn(content);
  const lines = {
    ...words,
    logo: logo === null ? null : `${logo.slice(5, logo.indexOf(";"))}, ${logo.length} characters`,
    ...Object.fromEntries(Object.entries(colours).map(([theme, chosen]) => [theme, JSON.stringify(chosen)])),
    ...Object.fromEntries(Object.entries(footers).map(([locale, footer]) => [`footer ${locale}`, footer])),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value ?? "(default)"}`)
    .join("\n");
}

/** Saves a new version of the layout, unless lint finds errors or somebody else saved one in the meantime. */
export const saveMailLayout: Verb<typeof saveRoute> = async (ctx, { body: { layout, basedOn, note } }) => {
  refuseErrors(lintLayout(sampleSetting(ctx), layout), "/layout");
  await addVersion(ctx, layoutSlot, { kind: "edited", content: JSON.stringify(layout), note, basedOn }, tell);
  return readMailLayoutRecord(ctx);
};

/** Saves an earlier version of the layout anew. */
export const restoreMailLayout: Verb<typeof restoreRoute> = async (
  ctx,
  { body: { number, basedOn, note } },
) => {
  const { content } = await readVersion(ctx.db, layoutSlot, number);
  refuseErrors(lintLayout(sampleSetting(ctx), layoutIn(content)), "/layout");
  await addVersion(ctx, layoutSlot, { kind: "restored", restores: number, content, note, basedOn }, tell);
  return readMailLayoutRecord(ctx);
};

/** Puts the built-in layout back in force. */
export const resetMailLayout: Verb<typeof resetRoute> = async (ctx, { body }) => {
  await addVersion(ctx, layoutSlot, { kind: "reset", content: null, ...body }, tell);
  return readMailLayoutRecord(ctx);
};

/** Keeps what an administrator made of the layout so far. */
export const saveMailLayoutDraft: Verb<typeof draftRoute> = async (ctx, { body: { layout, basedOn } }) => {
  await putDraft(ctx, layoutSlot, JSON.stringify(layout), basedOn);
};

/** Forgets one's own draft of the layout. */
export const dropMailLayoutDraft: Verb<typeof dropDraftRoute> = async (ctx) => {
  await removeDraft(ctx, layoutSlot);
};
