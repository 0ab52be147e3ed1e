import type { EndReason } from "@latchkey/contract/recoveries.ts";
import { askedOften } from "../db/asked-often.ts";
import type { Tx } from "../db/transaction.ts";
import { cancelUnsentMail } from "../mail/message-life.ts";
import type { Moment } from "../ports/clock.ts";
import { isOpen, type RecoveryRow } from "./recovery-row.ts";

/** Why a mail that never left was cancelled, in words for the record. */
const cancelReason: Record<EndReason, (what: "link" | "password") => string> = {
  replaced: () => "A newer one took its place.",
  revoked: (what) => `An administrator withdrew the ${what}.`,
  "address-changed": () => "The user's address was changed.",
  deactivated: () => "The user was deactivated.",
  "password-changed": () => "The password was changed in the meantime.",
  restored: () => "The database was put back from a backup.",
  "clock-set-back": () => "The server's clock had been ahead and was set back.",
  stopped: () => "The user said that this wasn't them.",
  "not-accepted": () => "The mail service did not take it.",
};

/** Which recoveries: of everybody unless a user is named, all of them unless something narrows them. */
export type Which = {
  userId?: string;
  id?: string;
  way?: RecoveryRow["way"];
  askedBy?: RecoveryRow["askedBy"];
  /** Passwords that the user has by now, or what has not come to that: links, and passwords that wait for their mail. */
  tookEffect?: boolean;
  /** Only those that a mail carried, or was to carry. */
  mailed?: true;
  /** Only those whose mail is sure not to have left. */
  neverLeft?: true;
  exceptIds?: readonly string[];
};

/** A recovery that has just ended. */
export type Ended = Pick<RecoveryRow, "id" | "way" | "tookEffectAt" | "messageId">;

/** What recoveries end with. */
type Ending = { now: Moment; reason: EndReason; which: Which };

/** The question for all that are narrowed by the same. */
const ending = (shape: Which) =>
  askedOften<Ending, Ended>((db, later) =>
    db
      .updateTable("recoveries")
      .set({ endedAt: later(({ now }) => now), endReason: later(({ reason }) => reason), passwordHash: null })
      .where(isOpen(later(({ now }) => now)))
      .$if(shape.userId !== undefined, (query) =>
        query.where(
          "userId",
          "=",
          later(({ which }) => which.userId!),
        ),
      )
      .$if(shape.id !== undefined, (query) =>
        query.where(
          "id",
          "=",
          later(({ which }) => which.id!),
        ),
      )
      .$if(shape.way !== undefined, (query) => query.where("way", "=", shape.way!))
      .$if(shape.askedBy !== undefined, (query) => query.where("askedBy", "=", shape.askedBy!))
      .$if(shape.tookEffect !== undefined, (query) =>
        query.where("tookEffectAt", shape.tookEffect ? "is not" : "is", null),
      )
      .$if(shape.mailed === true, (query) => query.where("messageId", "is not", null))
      .$if((shape.exceptIds ?? []).length > 0, (query) => query.where("id", "not in", shape.exceptIds!))
      .$if(shape.neverLeft === true, (query) =>
        query.where("messageId", "in", (eb) =>
          eb
            .selectFrom("messages")
            .select("messages.id")
            .whereRef("messages.userId", "=", "recoveries.userId")
            .where("messages.state", "=", "queued")
            .where("messages.parcelId", "is", null),
        ),
      )
      .returning(["id", "way", "tookEffectAt", "messageId"]),
  );

const endings = new Map<string, ReturnType<typeof ending>>();

/** Kept by what narrows it, but for exceptions: of those there is no end. */
function endingOf(which: Which): ReturnType<typeof ending> {
  if ((which.exceptIds ?? []).length > 0) return ending(which);
  const { way, askedBy, tookEffect, mailed, neverLeft } = which;
  const isNamed = { userId: which.userId !== undefined, id: which.id !== undefined };
  const key = JSON.stringify({ way, askedBy, tookEffect, mailed, neverLeft, ...isNamed });
  const known = endings.get(key) ?? ending(which);
  endings.set(key, known);
  return known;
}

/**
 * The one way in which open recoveries end: their secrets stop working, and those of their mails that never left are
 * cancelled. A temporary password that took effect stays the user's until it is removed. Returns what ended.
 */
export async function endRecoveries(tx: Tx, now: Moment, which: Which, reason: EndReason): Promise<Ended[]> {
  const ended = await endingOf(which)(tx, { now, reason, which });
  for (const [what, some] of Map.groupBy(ended, ({ way }) => (way === "link" ? "link" : "password"))) {
    const messageIds = some.flatMap(({ messageId }) => messageId ?? []);
    await cancelUnsentMail(tx, now, messageIds, cancelReason[reason](what));
  }
  return ended;
}
