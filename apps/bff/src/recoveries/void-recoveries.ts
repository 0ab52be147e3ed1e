import type { VoidReason } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { cancelUnsentMail } from "../mail/message-life.ts";
import type { Moment } from "../ports/clock.ts";

/** Why a mail that never left was cancelled, in words for the record. */
const cancelReason: Record<VoidReason, string> = {
  replaced: "A newer one took its place.",
  revoked: "An administrator withdrew it.",
  "address-changed": "The user's address was changed.",
  deactivated: "The user was deactivated.",
  "password-changed": "The password was changed in the meantime.",
  restored: "The database was put back from a backup.",
  stopped: "The user said that this wasn't them.",
};

/** Whose links: a link of one kind does not replace one of another. */
type AskedBy = "administrator" | "user" | "operator";

/** Voids the open links of a user (of one kind, or all) and cancels those of their mails that never left. */
export async function voidLinks(
  tx: Tx,
  now: Moment,
  which: { userId: string; askedBy?: AskedBy },
  reason: VoidReason,
): Promise<void> {
  const voided = await tx
    .updateTable("passwordChangeLinks")
    .set({ voidedAt: now, voidReason: reason })
    .where("userId", "=", which.userId)
    .where("usedAt", "is", null)
    .where("voidedAt", "is", null)
    .where("expiresAt", ">", now)
    .$if(which.askedBy !== undefined, (query) => query.where("askedBy", "=", which.askedBy!))
    .returning("messageId")
    .execute();
  await cancelUnsentMail(tx, now, idsOf(voided), cancelReason[reason]);
}

/** Voids the pending generated passwords of a user (all, or those whose mail never left) and cancels their mails that never left. */
export async function voidPendingPasswords(
  tx: Tx,
  now: Moment,
  which: { userId: string; exceptIds?: readonly string[]; onlyUnsent?: true },
  reason: VoidReason,
): Promise<void> {
  const voided = await tx
    .updateTable("generatedPasswords")
    .set({ voidedAt: now, voidReason: reason })
    .where("userId", "=", which.userId)
    .where("promotedAt", "is", null)
    .where("droppedAt", "is", null)
    .where("voidedAt", "is", null)
    .$if((which.exceptIds ?? []).length > 0, (query) => query.where("id", "not in", which.exceptIds!))
    .$if(which.onlyUnsent === true, (query) =>
      query.where("messageId", "in", (eb) =>
        eb
          .selectFrom("messages")
          .select("messages.id")
          .whereRef("messages.userId", "=", "generatedPasswords.userId")
          .where("messages.state", "=", "queued")
          .where("messages.parcelId", "is", null),
      ),
    )
    .returning("messageId")
    .execute();
  await cancelUnsentMail(tx, now, idsOf(voided), cancelReason[reason]);
}

/** Marks the temporary passwords of a user (options B and C) as void and cancels those of their mails that never left. */
export async function voidTemporaryPasswords(
  tx: Tx,
  now: Moment,
  userId: string,
  reason: VoidReason,
): Promise<void> {
  const saved = await tx
    .updateTable("passwordSuggestions")
    .set({ voidedAt: now, voidReason: reason })
    .where("userId", "=", userId)
    .where("usedAt", "is not", null)
    .where("replacedAt", "is", null)
    .where("voidedAt", "is", null)
    .where("temporaryUntil", ">", now)
    .returning("messageId")
    .execute();
  await cancelUnsentMail(tx, now, idsOf(saved), cancelReason[reason]);
  await tx
    .updateTable("generatedPasswords")
    .set({ voidedAt: now, voidReason: reason })
    .where("userId", "=", userId)
    .where("promotedAt", "is not", null)
    .where("replacedAt", "is", null)
    .where("voidedAt", "is", null)
    .where("expiresAt", ">", now)
    .execute();
}

/** Voids every open link, pending password and temporary password of a user. */
export async function voidRecoveries(tx: Tx, now: Moment, userId: string, reason: VoidReason): Promise<void> {
  await voidLinks(tx, now, { userId }, reason);
  await voidPendingPasswords(tx, now, { userId }, reason);
  await voidTemporaryPasswords(tx, now, userId, reason);
}

function idsOf(rows: { messageId: string | null }[]): string[] {
  return rows.flatMap((row) => row.messageId ?? []);
}
