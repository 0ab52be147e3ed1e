import type { MessageSummary } from "@latchkey/contract/mail.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import type { Selectable } from "kysely";
import type { System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import type { Pause } from "./read-pause.ts";

type Row = Pick<
  Selectable<Database["messages"]>,
  | "id"
  | "userId"
  | "toAddress"
  | "template"
  | "subject"
  | "state"
  | "reason"
  | "attempts"
  | "priority"
  | "createdAt"
  | "endedAt"
  | "nextAttemptAt"
> &
  Pick<Selectable<Database["users"]>, "firstName" | "lastName" | "deletedAt">;

/** Messages with the names of those whom they are to: all columns that `messageSummary` needs. */
export function selectMessages(db: System["db"]) {
  return db
    .selectFrom("messages as m")
    .innerJoin("users as u", "u.id", "m.userId")
    .select([
      "m.id",
      "m.userId",
      "m.toAddress",
      "m.template",
      "m.subject",
      "m.state",
      "m.reason",
      "m.attempts",
      "m.priority",
      "m.createdAt",
      "m.endedAt",
      "m.nextAttemptAt",
      "u.firstName",
      "u.lastName",
      "u.deletedAt",
    ]);
}

/** A message as the list shows it; while every mail waits, that is why it waits. */
export function messageSummary(row: Row, pause: Pause | null): MessageSummary {
  const isGone = row.deletedAt !== null;
  const waits = row.state === "queued";
  return {
    id: row.id,
    user: isGone ? null : { id: row.userId, name: fullName(row) },
    to: isGone ? null : row.toAddress,
    template: row.template,
    subject: row.subject,
    state: row.state,
    reason: row.reason ?? (waits ? (pause?.reason ?? null) : null),
    attempts: row.attempts,
    isBulk: row.priority > 0,
    createdAt: row.createdAt,
    stateAt: row.endedAt ?? row.createdAt,
    nextAttemptAt: waits ? nextAttempt(row, pause) : null,
  };
}

/** What is due leaves within a second, which is not worth a word. */
function nextAttempt({ attempts, nextAttemptAt }: Row, pause: Pause | null): string | null {
  if (pause?.kind === "manual") return null;
  const own = attempts > 0 ? nextAttemptAt : null;
  if (pause === null) return own;
  return own !== null && own > pause.until ? own : pause.until;
}
