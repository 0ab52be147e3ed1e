import { recordAudit, type AuditSource } from "../audit/record-audit.ts";
import type { Ctx, SignedIn, System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { MailKind, Message } from "../mail/mail-kind.ts";
import { settleAsAccepted } from "../mail/message-life.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { workerSource } from "../mail/worker-source.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { generatePassword } from "../passwords/generate-password.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { guardRecovery, recordRecovery, type RecoveryRequest } from "./record-recovery.ts";
import { renderMail } from "../stops/render-mail.ts";
import { replacePassword } from "./replace-password.ts";
import { mailableAddress, readUser, type UserRow } from "../accounts/user-row.ts";
import { voidPendingPasswords } from "./void-recoveries.ts";

/** The name of its mail in the outbox. */
export const generatedPasswordMailKind = "generated-password";

/** A password that was made but stored nowhere yet. Its text lives until the mail is rendered. */
type MadePassword = { id: string; messageId: string; password: string; passwordHash: string };

/** Makes a password of at least 128 bits and hashes it: the slow part, before the transaction. */
export async function makeGeneratedPassword(system: System): Promise<MadePassword> {
  const password = generatePassword("groups", 128, system.random);
  return { id: newId(), messageId: newId(), password, passwordHash: await system.hasher.hash(password) };
}

/**
 * Stores the password as pending and queues Access Info with it. It becomes the user's password when the mail service
 * accepts the mail, or at the first sign-in with it, and only if the present one is still the same then.
 * Throws what `mailableAddress` and `guardRecovery` throw.
 */
export async function queueGeneratedPassword(
  ctx: Ctx,
  tx: Tx,
  user: UserRow,
  made: MadePassword,
  by: SignedIn,
  request: RecoveryRequest,
): Promise<void> {
  const to = mailableAddress(user);
  guardRecovery(user, request, { mails: true });
  const now = ctx.clock.now();
  const expiresAt = addMinutes(now, lifetimes.temporaryPasswordMinutes);
  await voidPendingPasswords(tx, now, { userId: user.id, onlyUnsent: true }, "replaced");
  await tx
    .insertInto("generatedPasswords")
    .values({
      id: made.id,
      userId: user.id,
      passwordHash: made.passwordHash,
      replacesVersion: user.passwordVersion,
      createdBy: by.userId,
      createdAt: now,
      expiresAt,
      promotedAt: null,
      droppedAt: null,
      voidedAt: null,
      voidReason: null,
      messageId: made.messageId,
    })
    .execute();
  await queueStoppableMail(ctx, tx, {
    id: made.messageId,
    userId: user.id,
    kind: generatedPasswordMailKind,
    aboutId: made.id,
    mail: await renderMail(ctx, tx, "access-info", user, to, {
      actor: "an administrator",
      password: made.password,
      expiresAt,
    }),
    expiresAt,
    giveUpAt: addMinutes(now, lifetimes.pendingPasswordMinutes),
  });
  await recordRecovery(
    tx,
    ctx,
    { recoveryId: made.id, note: request.note },
    {
      action: "generated-password.sent",
      subjectId: user.id,
      details: { recoveryId: made.id, messageId: made.messageId, expiresAt },
    },
  );
}

/** A pending password, with what has to be true before it may take effect. */
export type PendingPassword = {
  id: string;
  messageId: string;
  userId: string;
  passwordHash: string;
  expiresAt: Moment;
  replacesVersion: number;
};

/**
 * Makes a pending password the user's temporary one. False when it ran out, when it ended since it was read, or when another
 * change came first; it is void then.
 */
export async function promotePendingPassword(
  system: System,
  tx: Tx,
  source: AuditSource,
  pending: PendingPassword,
): Promise<boolean> {
  const now = system.clock.now();
  if (pending.expiresAt <= now) return false;
  const user = await readUser(tx, pending.userId);
  if (user.passwordVersion !== pending.replacesVersion || user.deactivatedAt !== null) {
    await voidPendingPasswords(tx, now, { userId: user.id }, "password-changed");
    return false;
  }
  // It may have been revoked or dropped since it was read.
  if ((await selectPending(tx, pending.id).executeTakeFirst()) === undefined) return false;
  // A newer one that waits behind this one was made for the password before it: let it replace this one.
  const newer = await tx
    .updateTable("generatedPasswords")
    .set({ replacesVersion: user.passwordVersion + 1 })
    .where("userId", "=", user.id)
    .where("id", ">", pending.id)
    .where("promotedAt", "is", null)
    .where("voidedAt", "is", null)
    .where("droppedAt", "is", null)
    .returning("id")
    .execute();
  await replacePassword(tx, now, user, {
    passwordHash: pending.passwordHash,
    temporaryUntil: pending.expiresAt,
    setThrough: null,
    keepPendingIds: [pending.id, ...newer.map((row) => row.id)],
  });
  await tx.updateTable("generatedPasswords").set({ promotedAt: now }).where("id", "=", pending.id).execute();
  await settleAsAccepted(tx, now, pending.messageId);
  await recordAudit(tx, source, {
    action: "generated-password.took-effect",
    subjectId: user.id,
    details: { recoveryId: pending.id, messageId: pending.messageId },
  });
  return true;
}

function selectPending(tx: Tx, id: string | null) {
  return tx
    .selectFrom("generatedPasswords")
    .select(["id", "messageId", "userId", "passwordHash", "expiresAt", "replacesVersion"])
    .where("id", "=", id)
    .where("promotedAt", "is", null)
    .where("voidedAt", "is", null)
    .where("droppedAt", "is", null);
}

async function readPending(tx: Tx, message: Message): Promise<PendingPassword | undefined> {
  return selectPending(tx, message.aboutId).executeTakeFirst();
}

/** The mail's fate decides: accepted makes the password true, dropped leaves the old one as it is. */
export const generatedPasswordMail: MailKind = {
  async stillWanted(tx, message, { clock }) {
    const user = await readUser(tx, message.userId);
    if (user.deactivatedAt !== null) return { state: "cancelled", reason: "The user was deactivated." };
    if (user.email !== message.toAddress)
      return { state: "cancelled", reason: "The user's address was changed." };
    const pending = await readPending(tx, message);
    if (pending === undefined || pending.replacesVersion !== user.passwordVersion) {
      return { state: "cancelled", reason: "The password was changed in the meantime." };
    }
    if (pending.expiresAt <= clock.now()) {
      return { state: "expired", reason: "The password expired before it could be sent." };
    }
    return null;
  },
  async onAccepted(tx, message, system) {
    const pending = await readPending(tx, message);
    if (pending === undefined) return;
    await promotePendingPassword(system, tx, workerSource(system), pending);
  },
  async onDropped(tx, message, system) {
    const pending = await readPending(tx, message);
    if (pending === undefined) return;
    await tx
      .updateTable("generatedPasswords")
      .set({ droppedAt: system.clock.now() })
      .where("id", "=", pending.id)
      .execute();
    await recordAudit(tx, workerSource(system), {
      action: "generated-password.dropped",
      subjectId: message.userId,
      details: { recoveryId: pending.id, messageId: message.id },
    });
  },
};
