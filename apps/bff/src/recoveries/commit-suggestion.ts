import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { mailableAddress, type UserRow } from "../accounts/user-row.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { consumeSuggestion, openSuggestion } from "../passwords/suggestion.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareMail, type PreparedStoppableMail, type Recipient } from "../stops/prepare-mail.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { noLongerReaches, readMailedRecovery } from "./mailed-recovery.ts";
import { guardRecovery, recordRecovery, type RecoveryRequest } from "./record-recovery.ts";
import { insertRecovery } from "./recovery-row.ts";
import { replacePassword } from "./replace-password.ts";

/** The name of its mail in the outbox. */
export const temporaryPasswordMailKind = "temporary-password";

/** What Save says of the suggestion that it commits. */
export type SavedSuggestion = RecoveryRequest & { suggestionId: string; sendAccessInfo: boolean };

/** What Save mails: Access Info with the password, or a notice without it. */
type PreparedSave = { temporaryUntil: Moment; mail: PreparedStoppableMail | null };

/**
 * Renders what Save will mail to the user as they will be after it: the slow part, before the transaction. Where something
 * stands in the way of Save nothing is made: the transaction refuses it, in the order of the record's other refusals.
 */
export async function prepareSave(
  ctx: Ctx,
  user: Recipient & Pick<UserRow, "email" | "deactivatedAt">,
  { suggestionId, sendAccessInfo }: SavedSuggestion,
): Promise<PreparedSave> {
  const temporaryUntil = addMinutes(ctx.clock.now(), lifetimes.temporaryPasswordMinutes);
  const actor = "an administrator";
  if (!sendAccessInfo) {
    const template = "administrator-changed-your-access";
    return { temporaryUntil, mail: await prepareNotice(ctx, user, { template, actor }) };
  }
  const password = await openSuggestion(ctx, suggestionId, user.id);
  const isMailable = mailObstacle({ isActive: user.deactivatedAt === null, email: user.email }) === null;
  if (password === null || !isMailable) return { temporaryUntil, mail: null };
  const spec = { template: "access-info", actor, password, expiresAt: temporaryUntil } as const;
  return { temporaryUntil, mail: await prepareMail(ctx, user, user.email!, spec) };
}

/**
 * Option C, Save: the suggestion becomes the user's temporary password, in the transaction of the record's other changes.
 * Mails Access Info with it, or a notice without it. Returns the id of Access Info, for which the administrator waits, or
 * null without it. Throws `own-account`, `user-inactive`, `suggestion-expired`, `suggestion-unusable` and what `guardRecovery`
 * throws; with `sendAccessInfo` what `mailableAddress` throws.
 */
export async function commitSuggestion(
  ctx: Ctx,
  tx: Tx,
  user: UserRow,
  { saved, prepared }: { saved: SavedSuggestion; prepared: PreparedSave },
): Promise<string | null> {
  const { suggestionId: id, sendAccessInfo, ...request } = saved;
  const { temporaryUntil, mail } = prepared;
  const by = signedIn(ctx);
  if (by.userId === user.id) throw new ProblemError("own-account");
  if (user.deactivatedAt !== null) throw new ProblemError("user-inactive");
  const { passwordHash } = await consumeSuggestion(ctx, tx, id, user.id);
  if (sendAccessInfo) mailableAddress(user);
  guardRecovery(user, request, { mails: sendAccessInfo });

  const now = ctx.clock.now();
  const endedSessions = await replacePassword(ctx, tx, user, {
    passwordHash,
    temporaryUntil,
    setThrough: null,
  });
  const messageId = sendAccessInfo ? newId() : null;
  if (messageId === null) await queueNotice(ctx, tx, mail, id);
  else {
    if (mail === null) throw new ProblemError("suggestion-unusable");
    await queueStoppableMail(ctx, tx, mail, {
      id: messageId,
      kind: temporaryPasswordMailKind,
      aboutId: id,
      expiresAt: temporaryUntil,
      giveUpAt: temporaryUntil,
    });
  }
  const auditEventId = await recordRecovery(tx, ctx, request.note, {
    action: "temporary-password.saved",
    subjectId: user.id,
    details: {
      recoveryId: id,
      expiresAt: temporaryUntil,
      endedSessions: String(endedSessions),
      accessInfo: sendAccessInfo ? "mailed" : "not mailed",
    },
  });
  await insertRecovery(tx, {
    id,
    userId: user.id,
    way: "told-password",
    askedBy: "administrator",
    createdBy: by.userId,
    createdAt: now,
    expiresAt: temporaryUntil,
    becameVersion: user.passwordVersion + 1,
    tookEffectAt: now,
    messageId,
    told: { auditEventId, note: request.note },
  });
  return messageId;
}

/** Wanted while it is still the user's temporary password; the password works, whatever becomes of the mail. */
export const temporaryPasswordMail: MailKind = {
  async stillWanted(tx, message, { clock }) {
    const saved = await readMailedRecovery(tx, message);
    const unreached = saved === undefined ? null : noLongerReaches(saved, message);
    if (unreached !== null) return unreached;
    if (saved === undefined || saved.becameVersion !== saved.passwordVersion) {
      return { state: "cancelled", reason: "The password was changed in the meantime." };
    }
    if (saved.expiresAt <= clock.now()) {
      return { state: "expired", reason: "The password expired before it could be sent." };
    }
    return null;
  },
  onAccepted: async () => {},
  onDropped: async () => {},
};
