import type { getMessage as route, readMessageHtml as htmlRoute } from "@latchkey/contract/mail.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Verb } from "../http/verb.ts";
import { readMailHistories } from "./mail-status.ts";
import { messageSummary, selectMessages } from "./message-summary.ts";
import { readPause } from "./read-pause.ts";

/** A message with its history, and its text part if it carries no secret. */
export const getMessage: Verb<typeof route> = async (ctx, { params: { messageId } }) => {
  const row = await selectMessages(ctx.db)
    .leftJoin("templateVersions as v", "v.id", "m.templateVersion")
    .select(["m.openParts", "v.locale", "v.number"])
    .where("m.id", "=", messageId)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("not-found");
  const histories = await readMailHistories(ctx.db, [messageId]);
  const parts = openParts(row);
  return {
    ...messageSummary(row, await readPause(ctx.db, ctx.clock.now())),
    history: histories.get(messageId) ?? [],
    parts: parts === null ? null : { text: parts.text },
    templateVersion: row.number === null ? null : { locale: row.locale ?? "", number: row.number },
  };
};

/** The HTML part of a message that carries no secret. Of any other there is nothing to read, for anybody. */
export const readMessageHtml: Verb<typeof htmlRoute> = async (ctx, { params: { messageId } }) => {
  const row = await ctx.db
    .selectFrom("messages")
    .select("openParts")
    .where("id", "=", messageId)
    .executeTakeFirst();
  const parts = row === undefined ? null : openParts(row);
  if (parts === null) throw new ProblemError("not-found");
  return parts.html;
};

function openParts(row: { openParts: string | null }): { html: string; text: string } | null {
  return row.openParts === null ? null : (JSON.parse(row.openParts) as { html: string; text: string });
}
