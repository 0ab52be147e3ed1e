import type { MailLayout, MailLayoutRecord } from "@latchkey/contract/templates.ts";
import { lintLayout } from "@latchkey/mails/lint-layout.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import type { Ctx } from "../ctx.ts";
import { sampleSetting } from "./sample-setting.ts";
import { layoutSlot, readLayout } from "./template-slot.ts";
import { readDraft, readNewest, versionSummary } from "./version-store.ts";

/** The layout, with all that its editor needs. */
export async function readMailLayoutRecord(ctx: Ctx): Promise<MailLayoutRecord> {
  const newest = await readNewest(ctx.db, layoutSlot);
  const draft = await readDraft(ctx, layoutSlot);
  const layout = layoutIn(newest?.content ?? null);
  const { productName, companyName, supportContact } = ctx.installation;
  return {
    origin: newest?.content ? "edited" : "default",
    version: newest?.number ?? 0,
    latest: newest === undefined ? null : versionSummary(newest),
    layout,
    defaultLayout,
    installation: { productName, companyName, supportContact },
    draft:
      draft === undefined
        ? null
        : { content: readLayout(draft.content), basedOn: draft.basedOn, at: draft.updatedAt },
    findings: lintLayout(sampleSetting(ctx), layout),
  };
}

/** What a version of the layout holds. */
export function layoutIn(content: string | null): MailLayout {
  return content === null ? defaultLayout : readLayout(content);
}
