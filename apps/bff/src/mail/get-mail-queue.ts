import type { getMailQueue as route, MailQueue } from "@latchkey/contract/mail.ts";
import type { System } from "../ctx.ts";
import type { Verb } from "../http/verb.ts";
import { addMinutes } from "../ports/clock.ts";
import { readLastPause } from "./read-pause.ts";

/** When the oldest message waits longer than this, somebody must look. */
const slowMinutes = 10;

/** How it stands with the outbox. */
export const getMailQueue: Verb<typeof route> = (ctx) => readMailQueue(ctx);

/** How it stands with the outbox now. A pause counts until a mail has got past it, so that a probe does not hide it. */
export async function readMailQueue({
  db,
  clock,
  installation,
}: Pick<System, "db" | "clock" | "installation">): Promise<MailQueue> {
  const waiting = await db
    .selectFrom("messages")
    .select((eb) => ["priority", eb.fn.countAll().as("count")])
    .where("state", "in", ["queued", "sending"])
    .groupBy("priority")
    .execute();
  // One state at a time: the index then knows each minimum without counting.
  const oldest = await Promise.all(
    (["queued", "sending"] as const).map((state) =>
      db
        .selectFrom("messages")
        .select((eb) => eb.fn.min("createdAt").as("since"))
        .where("state", "=", state)
        .executeTakeFirst(),
    ),
  );
  const oldestWaitingSince = oldest.flatMap((row) => (row?.since ? [row.since] : [])).toSorted()[0] ?? null;
  const undecided = await db
    .selectFrom("messages")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("state", "=", "unknown")
    .executeTakeFirstOrThrow();
  const limit = await db.selectFrom("senderLimits").select("requestsPerSecond").executeTakeFirst();
  const lastReport = await db
    .selectFrom("webhookDeliveries")
    .select((eb) => eb.fn.max("receivedAt").as("at"))
    .executeTakeFirst();
  const pause = await readLastPause(db);
  const retrying = await readRetryReason(db);
  const count = (rows: typeof waiting) => rows.reduce((sum, row) => sum + Number(row.count), 0);
  return {
    depth: count(waiting),
    bulk: count(waiting.filter(({ priority }) => priority > 0)),
    oldestWaitingSince,
    isSlow: oldestWaitingSince !== null && addMinutes(oldestWaitingSince, slowMinutes) <= clock.now(),
    undecided: Number(undecided.count),
    requestsPerSecond: limit?.requestsPerSecond ?? null,
    pause: pause && {
      kind: pause.kind,
      reason: pause.reason,
      since: pause.createdAt,
      until: pause.kind === "manual" ? null : pause.until,
    },
    ...(retrying !== null && { retrying }),
    webhooks: { enabled: installation.webhooks, lastReceivedAt: lastReport?.at ?? null },
  };
}

/** Why the mail that is tried again last was not taken: what was never tried is due already, and so stands before it. */
async function readRetryReason(db: System["db"]): Promise<string | null> {
  for (const state of ["queued", "sending"] as const) {
    for (const priority of [0, 1]) {
      const last = await db
        .selectFrom("messages")
        .select(["attempts", "reason"])
        .where("state", "=", state)
        .where("priority", "=", priority)
        .orderBy("nextAttemptAt", "desc")
        .limit(1)
        .executeTakeFirst();
      if (last !== undefined && last.attempts > 0 && last.reason !== null) return last.reason;
    }
  }
  return null;
}

const pauseWords: Record<NonNullable<MailQueue["pause"]>["kind"], string | null> = {
  // A second or so; nobody needs to look.
  limit: null,
  quota: "Mail waits since {since}: the quota of the mail service is used up.",
  outage: "Mail waits since {since}: the mail service fails.",
  configuration: "Mail is stopped since {since}: the mail service refuses the key or the sender.",
  manual: "Mail is paused by an administrator since {since}.",
};

/** What an operator should know about the mail, in sentences without a secret or an address; empty when all is well. */
export async function mailAlerts(system: System): Promise<string[]> {
  const { pause, isSlow, oldestWaitingSince } = await readMailQueue(system);
  return [
    pause === null ? null : (pauseWords[pause.kind]?.replace("{since}", pause.since) ?? null),
    isSlow ? `The oldest mail has waited since ${oldestWaitingSince}.` : null,
  ].filter((sentence) => sentence !== null);
}
