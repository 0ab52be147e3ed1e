import {
  mailStateGroups,
  messagesPerPage,
  type listMessages as route,
  type MailState,
  type MessageListQuery,
} from "@latchkey/contract/mail.ts";
import { sql } from "kysely";
import { escapePattern } from "../db/search-by-patterns.ts";
import { readSearch } from "../db/search-terms.ts";
import type { Verb } from "../http/verb.ts";
import { messageSummary, selectMessages } from "./message-summary.ts";
import { readPause } from "./read-pause.ts";

/** One page of the messages that match, newest first. Every word of the search must occur in the address, or lead to the user. */
export const listMessages: Verb<typeof route> = async (ctx, { query }) => {
  let matching = ctx.db.selectFrom("messages as m");
  const states = statesOf(query.state);
  if (states !== null) matching = matching.where("m.state", "in", states);
  if (query.template !== undefined) matching = matching.where("m.template", "=", query.template);
  for (const term of readSearch(query.search).terms) {
    matching = matching.where((eb) =>
      eb.or([
        sql<boolean>`lower("m"."toAddress") like ${`%${escapePattern(term.typed)}%`} escape '!'`,
        eb(
          "m.userId",
          "in",
          eb
            .selectFrom("users as u")
            .select("u.id")
            .where(ctx.dialect.search.isWanted({ readings: [[term]] }, "index")),
        ),
      ]),
    );
  }

  const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
  if (Number(total) === 0) return { total: 0, messages: [] };
  // The page's ids come first, from an index that holds all that is asked of it; only they are then read whole.
  const page = matching
    .select("m.id")
    .orderBy("m.createdAt", "desc")
    .orderBy("m.id", "desc")
    .limit(messagesPerPage)
    .offset((query.page - 1) * messagesPerPage);
  const rows = await selectMessages(ctx.db)
    .where("m.id", "in", page)
    .orderBy("m.createdAt", "desc")
    .orderBy("m.id", "desc")
    .execute();
  const pause = await readPause(ctx.db, ctx.clock.now());
  return { total: Number(total), messages: rows.map((row) => messageSummary(row, pause)) };
};

function statesOf(wanted: MessageListQuery["state"]): readonly MailState[] | null {
  if (wanted === "all") return null;
  if (wanted in mailStateGroups) return mailStateGroups[wanted as keyof typeof mailStateGroups];
  return [wanted as MailState];
}
