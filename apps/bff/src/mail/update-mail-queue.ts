import type { updateMailQueue as route } from "@latchkey/contract/mail.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { readMailQueue } from "./get-mail-queue.ts";
import { bringForward } from "./message-life.ts";
import { bringParcelsForward } from "./parcel.ts";
import { liftPause, pauseByHand, readLastPause } from "./read-pause.ts";

/** Pauses all mail, or lifts any pause; what is asked for already changes nothing. The reply says what a first try met. */
export const updateMailQueue: Verb<typeof route> = async (ctx, { body: { state } }) => {
  signedIn(ctx);
  if (state === "paused") await transact(ctx, (tx) => pause(ctx, tx));
  else await resume(ctx);
  return readMailQueue(ctx);
};

async function pause(ctx: Ctx, tx: Tx): Promise<void> {
  const by = signedIn(ctx);
  if ((await readLastPause(tx))?.kind === "manual") return;
  await pauseByHand(tx, ctx.clock.now(), `${by.name} has paused all mail.`);
  await recordAudit(tx, ctx, { action: "mail-queue.paused", subjectId: null });
}

async function resume(ctx: Ctx): Promise<void> {
  const first = await transact(ctx, (tx) => lift(ctx, tx));
  if (first === undefined) return;
  if (first === null) ctx.outbox.nudge();
  else await ctx.outbox.sendSoon(first);
}

/** The message that leaves first, null when none waits, undefined when there is no pause to lift. */
async function lift(ctx: Ctx, tx: Tx): Promise<string | null | undefined> {
  const lifted = await readLastPause(tx);
  if (lifted === null) return undefined;
  const now = ctx.clock.now();
  await liftPause(tx, { byHand: true });
  await recordAudit(tx, ctx, {
    action: "mail-queue.resumed",
    subjectId: null,
    details: { pause: lifted.kind },
  });
  // Whoever resumes wants to see now whether it works.
  await bringForward(tx, now);
  await bringParcelsForward(tx, now);
  const first = await tx
    .selectFrom("messages")
    .select("id")
    .where("state", "=", "queued")
    .orderBy("priority")
    // What may have left before goes first.
    .orderBy((eb) => eb.case().when("parcelId", "is", null).then(eb.lit(1)).else(eb.lit(0)).end())
    .orderBy("nextAttemptAt")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return first?.id ?? null;
}
