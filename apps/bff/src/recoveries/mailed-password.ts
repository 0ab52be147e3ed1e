import { countsOfNames } from "../accounts/counts.ts";
import { clearCounts } from "../accounts/throttle.ts";
import { mailableAddress, readUser, type UserRow } from "../accounts/user-row.ts";
import { recordAudit, type AuditSource } from "../audit/record-audit.ts";
import { signedIn, type Ctx, type System } from "../ctx.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import type { Tx } from "../db/transaction.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { workerSource } from "../mail/worker-source.ts";
import { generatePassword } from "../passwords/generate-password.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { ownTurn } from "../ports/turns.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareMail, type PreparedStoppableMail, type Recipient } from "../stops/prepare-mail.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { endRecoveries } from "./end-recoveries.ts";
import { noLongerReaches, readMailedRecovery } from "./mailed-recovery.ts";
import { guardRecovery, recordRecovery, type RecoveryRequest } from "./record-recovery.ts";
import { insertRecovery } from "./recovery-row.ts";
import { replacePassword } from "./replace-password.ts";

/** The name of its mail in the outbox. */
export const mailedPasswordMailKind = "generated-password";

/** A password that was made but stored nowhere yet: only its hash and its mail are left of it. */
type MadePassword = {
  id: string;
  messageId: string;
  passwordHash: string;
  createdAt: Moment;
  expiresAt: Moment;
  mail: PreparedStoppableMail;
};

/** Makes a password of at least 80 bits, hashes it and renders its mail: the slow part, before the transaction. */
export async function makeMailedPassword(system: System, user: Recipient, to: string): Promise<MadePassword> {
  const password = generatePassword("groups", 80, system.random);
  const createdAt = system.clock.now();
  const expiresAt = addMinutes(createdAt, lifetimes.temporaryPasswordMinutes);
  const [passwordHash, mail] = await Promise.all([
    system.hasher.hash(password, ownTurn),
    prepareMail(system, user, to, {
      template: "access-info",
      actor: "an administrator",
      password,
      expiresAt,
    }),
  ]);
  return { id: newId(), messageId: newId(), passwordHash, createdAt, expiresAt, mail };
}

/**
 * Stores the password as pending and queues Access Info with it. It becomes the user's password when the mail service
 * accepts the mail, or at the first sign-in with it, and only if the present one is still the same then.
 * Throws what `mailableAddress` and `guardRecovery` throw.
 */
export async function queueMailedPassword(
  ctx: Ctx,
  tx: Tx,
  user: UserRow,
  { made, request }: { made: MadePassword; request: RecoveryRequest },
): Promise<void> {
  const { id, messageId, passwordHash, createdAt, expiresAt, mail } = made;
  mailableAddress(user);
  guardRecovery(user, request, { mails: true });
  const now = ctx.clock.now();
  const waiting = { userId: user.id, way: "mailed-password", tookEffect: false, neverLeft: true } as const;
  await endRecoveries(tx, now, waiting, "replaced");
  await queueStoppableMail(ctx, tx, mail, {
    id: messageId,
    kind: mailedPasswordMailKind,
    aboutId: id,
    expiresAt,
    giveUpAt: addMinutes(now, lifetimes.pendingPasswordMinutes),
  });
  const auditEventId = await recordRecovery(tx, ctx, request.note, {
    action: "generated-password.sent",
    subjectId: user.id,
    details: { recoveryId: id, messageId, expiresAt },
  });
  // Whoever is helped need not wait because of what they, or somebody else, tried before.
  await clearCounts(ctx, tx, countsOfNames(user));
  await insertRecovery(tx, {
    id,
    userId: user.id,
    way: "mailed-password",
    askedBy: "administrator",
    createdBy: signedIn(ctx).userId,
    createdAt,
    expiresAt,
    passwordHash,
    replacesVersion: user.passwordVersion,
    messageId,
    told: { auditEventId, note: request.note },
  });
}

/** The mailed passwords that wait to take effect, whether they have expired or not. */
export function selectPending(db: System["db"] | Tx) {
  return db
    .selectFrom("recoveries")
    .select([
      "recoveries.id",
      "recoveries.messageId",
      "recoveries.userId",
      "recoveries.passwordHash",
      "recoveries.expiresAt",
      "recoveries.replacesVersion",
    ])
    .where("recoveries.way", "=", "mailed-password")
    .where("recoveries.tookEffectAt", "is", null)
    .where("recoveries.endedAt", "is", null);
}

/** A mailed password that has not taken effect. */
export type PendingPassword = NonNullable<
  Awaited<ReturnType<ReturnType<typeof selectPending>["executeTakeFirst"]>>
>;

/**
 * Makes a pending password the user's temporary one. False when it ran out, when it ended since it was read, or when another
 * change came first; it is over then. What is told of its mail is the caller's to settle.
 */
export async function letTakeEffect(
  system: System,
  tx: Tx,
  source: AuditSource,
  { id, userId }: Pick<PendingPassword, "id" | "userId">,
): Promise<boolean> {
  const now = system.clock.now();
  // It may have been revoked or dropped since it was read.
  const pending = await selectPending(tx).where("recoveries.id", "=", id).executeTakeFirst();
  if (pending === undefined || pending.passwordHash === null || pending.expiresAt <= now) return false;
  const user = await readUser(tx, userId);
  if (user.passwordVersion !== pending.replacesVersion || user.deactivatedAt !== null) {
    const waiting = { userId, way: "mailed-password", tookEffect: false } as const;
    await endRecoveries(tx, now, waiting, "password-changed");
    return false;
  }
  const becameVersion = user.passwordVersion + 1;
  // A newer one that waits behind this one was made for the password before it: let it replace this one.
  const newer = await tx
    .updateTable("recoveries")
    .set({ replacesVersion: becameVersion })
    .where("userId", "=", userId)
    .where("id", ">", id)
    .where("way", "=", "mailed-password")
    .where("tookEffectAt", "is", null)
    .where("endedAt", "is", null)
    .returning("id")
    .execute();
  await replacePassword(system, tx, user, {
    passwordHash: pending.passwordHash,
    temporaryUntil: pending.expiresAt,
    setThrough: null,
    keepIds: [id, ...newer.map((row) => row.id)],
  });
  await tx
    .updateTable("recoveries")
    .set({ tookEffectAt: now, becameVersion, passwordHash: null })
    .where("id", "=", id)
    .execute();
  const messageId = pending.messageId ?? "";
  await recordAudit(tx, source, {
    action: "generated-password.took-effect",
    subjectId: userId,
    details: { recoveryId: id, messageId },
  });
  return true;
}

/** Whoever signs in with a mailed password too late is told so for this long. */
export const toldLateHours = 24;

/** Erases the hashes of mailed passwords that never took effect. Returns how many, at most a batch. */
export async function eraseExpiredHashes(system: System, tx: Tx): Promise<number> {
  const erased = await tx
    .updateTable("recoveries")
    .set({ passwordHash: null })
    .where("id", "in", (eb) =>
      eb
        .selectFrom("recoveries")
        .select("id")
        .where("passwordHash", "is not", null)
        .where("expiresAt", "<=", addMinutes(system.clock.now(), -60 * toldLateHours))
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(erased.numUpdatedRows);
}

/** The mail's fate decides: accepted makes the password true, dropped leaves the old one as it is. */
export const mailedPasswordMail: MailKind = {
  async stillWanted(tx, message, { clock }) {
    const pending = await readMailedRecovery(tx, message);
    const unreached = pending === undefined ? null : noLongerReaches(pending, message);
    if (unreached !== null) return unreached;
    const isWaiting = pending?.tookEffectAt === null && pending.endedAt === null;
    if (!isWaiting || pending.replacesVersion !== pending.passwordVersion) {
      return { state: "cancelled", reason: "The password was changed in the meantime." };
    }
    if (pending.expiresAt <= clock.now()) {
      return { state: "expired", reason: "The password expired before it could be sent." };
    }
    return null;
  },
  async onAccepted(tx, message, system) {
    await letTakeEffect(system, tx, workerSource(system), {
      id: message.aboutId ?? "",
      userId: message.userId,
    });
  },
  async onDropped(tx, message, system) {
    const pending = await selectPending(tx).where("recoveries.id", "=", message.aboutId).executeTakeFirst();
    if (pending === undefined) return;
    await tx
      .updateTable("recoveries")
      .set({ endedAt: system.clock.now(), endReason: "not-accepted", passwordHash: null })
      .where("id", "=", pending.id)
      .execute();
    await recordAudit(tx, workerSource(system), {
      action: "generated-password.dropped",
      subjectId: message.userId,
      details: { recoveryId: pending.id, messageId: message.id },
    });
  },
};
