import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Ctx, SignedIn, System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { queueNotice } from "../stops/queue-notice.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { guardRecovery, recordRecovery, type RecoveryRequest } from "./record-recovery.ts";
import { renderMail } from "../stops/render-mail.ts";
import { replacePassword } from "./replace-password.ts";
import { mailableAddress, readUser, type UserRow } from "../accounts/user-row.ts";

/** The name of its mail in the outbox. */
export const temporaryPasswordMailKind = "temporary-password";

/** What Save says of the suggestion that it commits. */
type SavedSuggestion = RecoveryRequest & { suggestionId: string; sendAccessInfo: boolean };

/**
 * Option C, Save: the suggestion becomes the user's temporary password, in the transaction of the record's other changes.
 * Mails Access Info with it, or a notice without it. Returns the id of Access Info, for which the administrator waits, or null without it.
 * Throws `suggestion-expired`, `suggestion-unusable` and what `guardRecovery` throws; with `sendAccessInfo` what
 * `mailableAddress` throws.
 */
export async function commitSuggestion(
  ctx: Ctx,
  tx: Tx,
  user: UserRow,
  by: SignedIn,
  { suggestionId, sendAccessInfo, ...request }: SavedSuggestion,
): Promise<string | null> {
  if (by.userId === user.id) throw new ProblemError("own-account");
  if (user.deactivatedAt !== null) throw new ProblemError("user-inactive");
  const now = ctx.clock.now();
  const suggestion = await tx
    .selectFrom("passwordSuggestions")
    .select(["passwordHash", "sealed", "expiresAt", "usedAt"])
    .where("id", "=", suggestionId)
    .where("userId", "=", user.id)
    .where("administratorId", "=", by.userId)
    .executeTakeFirst();
  if (suggestion === undefined || suggestion.usedAt !== null) throw new ProblemError("suggestion-unusable");
  if (suggestion.expiresAt <= now || suggestion.sealed === null) throw new ProblemError("suggestion-expired");

  if (sendAccessInfo) mailableAddress(user);
  guardRecovery(user, request, { mails: sendAccessInfo });

  const temporaryUntil = addMinutes(now, lifetimes.temporaryPasswordMinutes);
  const endedSessions = await replacePassword(tx, now, user, {
    passwordHash: suggestion.passwordHash,
    temporaryUntil,
    setThrough: null,
  });
  const messageId = sendAccessInfo
    ? await queueAccessInfo(
        ctx,
        tx,
        user,
        suggestionId,
        ctx.sealer.open(suggestion.sealed, suggestionId),
        temporaryUntil,
      )
    : await queueNotice(ctx, tx, "administrator-changed-your-access", user, "an administrator", suggestionId);
  const used = await tx
    .updateTable("passwordSuggestions")
    .set({
      usedAt: now,
      sealed: null,
      temporaryUntil,
      becameVersion: user.passwordVersion + 1,
      messageId: sendAccessInfo ? messageId : null,
    })
    .where("id", "=", suggestionId)
    .where("usedAt", "is", null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw new ProblemError("suggestion-unusable");
  await recordRecovery(
    tx,
    ctx,
    { recoveryId: suggestionId, note: request.note },
    {
      action: "temporary-password.saved",
      subjectId: user.id,
      details: {
        recoveryId: suggestionId,
        expiresAt: temporaryUntil,
        endedSessions: String(endedSessions),
        accessInfo: sendAccessInfo ? "mailed" : "not mailed",
      },
    },
  );
  return sendAccessInfo ? messageId : null;
}

async function queueAccessInfo(
  ctx: Ctx,
  tx: Tx,
  user: UserRow,
  suggestionId: string,
  password: string,
  expiresAt: string,
): Promise<string> {
  const to = mailableAddress(user);
  const id = newId();
  await queueStoppableMail(ctx, tx, {
    id,
    userId: user.id,
    kind: temporaryPasswordMailKind,
    aboutId: suggestionId,
    mail: await renderMail(ctx, tx, "access-info", user, to, {
      actor: "an administrator",
      password,
      expiresAt,
    }),
    expiresAt,
    giveUpAt: expiresAt,
  });
  return id;
}

/** Wanted while it is still the user's temporary password; the password works, whatever becomes of the mail. */
export const temporaryPasswordMail: MailKind = {
  async stillWanted(tx, message, { clock }) {
    const user = await readUser(tx, message.userId);
    const saved = await tx
      .selectFrom("passwordSuggestions")
      .select(["becameVersion", "temporaryUntil"])
      .where("id", "=", message.aboutId)
      .executeTakeFirst();
    if (user.deactivatedAt !== null) return { state: "cancelled", reason: "The user was deactivated." };
    if (user.email !== message.toAddress)
      return { state: "cancelled", reason: "The user's address was changed." };
    if (saved?.becameVersion !== user.passwordVersion) {
      return { state: "cancelled", reason: "The password was changed in the meantime." };
    }
    if ((saved.temporaryUntil ?? "") <= clock.now()) {
      return { state: "expired", reason: "The password expired before it could be sent." };
    }
    return null;
  },
  onAccepted: async () => {},
  onDropped: async () => {},
};

/** Erases the texts of suggestions that nobody saved in time. */
export async function eraseExpiredSuggestions(system: System, tx: Tx): Promise<void> {
  await tx
    .updateTable("passwordSuggestions")
    .set({ sealed: null })
    .where("sealed", "is not", null)
    .where("expiresAt", "<=", system.clock.now())
    .execute();
}
