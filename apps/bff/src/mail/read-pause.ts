import type { System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";

/** No pause is longer: one that is was begun while the clock was ahead, and the operator set it back since. */
const longestPauseMinutes = 60;

/** A pause by hand lasts until somebody lifts it. */
const untilLifted: Moment = "9999-12-31T23:59:59.999Z";

/** Why every mail waits. */
export type Pause = {
  kind: Database["senderPauses"]["kind"];
  reason: string;
  until: Moment;
  createdAt: Moment;
};

/** Why and until when every mail waits, or null while mails may leave. */
export async function readPause(db: System["db"] | Tx, now: Moment): Promise<Pause | null> {
  const pause = await readLastPause(db);
  return pause !== null && isInForce(pause, now) ? pause : null;
}

/** The pause in force, or one that is over but that no mail has got past yet. */
export async function readLastPause(db: System["db"] | Tx): Promise<Pause | null> {
  const pause = await db
    .selectFrom("senderPauses")
    .select(["kind", "reason", "until", "createdAt"])
    .executeTakeFirst();
  return pause ?? null;
}

/** Whether a pause holds every mail back now. */
export function isInForce(pause: Pause, now: Moment): boolean {
  if (pause.kind === "manual") return true;
  return pause.until > now && pause.until <= addMinutes(now, longestPauseMinutes);
}

/** A pause that the mail service asks for, or that its state calls for. */
export type SenderPause = Pick<Pause, "reason" | "until"> & { kind: Exclude<Pause["kind"], "manual"> };

/** Makes every mail wait, in place of any earlier pause; a pause by hand is left as it is. */
export async function pauseSender(tx: Tx, now: Moment, pause: SenderPause): Promise<void> {
  await tx.deleteFrom("senderPauses").where("kind", "<>", "manual").execute();
  if ((await readLastPause(tx)) !== null) return;
  await tx
    .insertInto("senderPauses")
    .values({ id: newId(), ...pause, createdAt: now })
    .execute();
}

/** Makes every mail wait until somebody lifts it. */
export async function pauseByHand(tx: Tx, now: Moment, reason: string): Promise<void> {
  await tx.deleteFrom("senderPauses").execute();
  await tx
    .insertInto("senderPauses")
    .values({ id: newId(), kind: "manual", reason, until: untilLifted, createdAt: now })
    .execute();
}

/** Lets mails leave again. Without `byHand`, a pause by hand stays. */
export async function liftPause(tx: Tx, { byHand }: { byHand: boolean }): Promise<void> {
  await tx
    .deleteFrom("senderPauses")
    .$if(!byHand, (query) => query.where("kind", "<>", "manual"))
    .execute();
}
