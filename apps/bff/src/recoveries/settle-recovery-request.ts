import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { mailObstacle } from "@latchkey/contract/accounts.ts";
import { canonicalUserName } from "@latchkey/contract/accounts.ts";
import { recordAudit, type AuditSource } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { renderMail } from "../stops/render-mail.ts";
import { linkMailKind } from "./send-password-change-link.ts";
import type { UserRow } from "../accounts/user-row.ts";
import { voidLinks } from "./void-recoveries.ts";

/** So many self-service links go to one account, and to one address, in an hour. Administrators are not held back by it. */
const linksPerHour = 3;

/**
 * Settles the oldest request of somebody who forgot their password: finds the user and mails a link, or does nothing.
 * Returns false when none waits.
 */
export async function settleRecoveryRequest(system: System): Promise<boolean> {
  return transact(system, async (tx) => {
    const request = await tx
      .selectFrom("recoveryRequests")
      .selectAll()
      .where("settledAt", "is", null)
      .orderBy("id")
      .executeTakeFirst();
    if (request === undefined) return false;
    const now = system.clock.now();
    const typed = readTyped(system, request);
    await tx
      .updateTable("recoveryRequests")
      .set({ settledAt: now, sealed: null, address: null, userAgent: null })
      .where("id", "=", request.id)
      .execute();
    const user = typed === null ? undefined : await findUser(tx, typed);
    if (user === undefined) return true;
    if (mailObstacle({ isActive: user.deactivatedAt === null, email: user.email }) !== null) return true;
    if (user.selfServiceBlockedUntil !== null && user.selfServiceBlockedUntil > now) return true;
    if (await hasEnough(tx, user, now)) return true;
    const source = { clock: system.clock, actor: { kind: "stranger" as const }, ...request };
    await issueLink(system, tx, source, user);
    return true;
  });
}

/** Settled requests hold nothing any more but when they were made; they go after this long. */
const keptHours = 24;

/** Forgets requests that were settled long ago. */
export async function eraseSettledRequests(system: System, tx: Tx): Promise<void> {
  await tx
    .deleteFrom("recoveryRequests")
    .where("settledAt", "<", addMinutes(system.clock.now(), -60 * keptHours))
    .execute();
}

function readTyped(system: System, request: { id: string; sealed: string | null }): string | null {
  try {
    return system.sealer.open(request.sealed ?? "", request.id).trim();
  } catch {
    // The key was changed since: the person asks again.
    return null;
  }
}

function findUser(tx: Tx, typed: string): Promise<UserRow | undefined> {
  const users = tx.selectFrom("users").selectAll();
  const found = typed.includes("@")
    ? users.where("emailKey", "=", canonicalEmail(typed))
    : users.where("userNameKey", "=", canonicalUserName(typed));
  return found.executeTakeFirst();
}

async function hasEnough(tx: Tx, user: UserRow, now: Moment): Promise<boolean> {
  const { sent } = await tx
    .selectFrom("passwordChangeLinks")
    .innerJoin("messages", "messages.id", "passwordChangeLinks.messageId")
    .select((eb) => eb.fn.countAll().as("sent"))
    .where("askedBy", "=", "user")
    .where("passwordChangeLinks.createdAt", ">", addMinutes(now, -60))
    .where((eb) =>
      eb.or([
        eb("passwordChangeLinks.userId", "=", user.id),
        eb(eb.fn<string>("lower", ["messages.toAddress"]), "=", user.emailKey),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(sent) >= linksPerHour;
}

async function issueLink(system: System, tx: Tx, source: AuditSource, user: UserRow): Promise<void> {
  const now = system.clock.now();
  const token = newToken(system.random);
  const linkId = newId();
  const messageId = newId();
  const expiresAt = addMinutes(now, lifetimes.selfServiceLinkMinutes);
  const link = `${system.installation.publicUrl}/reset-password#${token}`;
  await voidLinks(tx, now, { userId: user.id, askedBy: "user" }, "replaced");
  await tx
    .insertInto("passwordChangeLinks")
    .values({
      id: linkId,
      userId: user.id,
      tokenHash: hashToken(token),
      askedBy: "user",
      createdBy: null,
      createdAt: now,
      expiresAt,
      usedAt: null,
      voidedAt: null,
      voidReason: null,
      messageId,
    })
    .execute();
  await queueStoppableMail(system, tx, {
    id: messageId,
    userId: user.id,
    kind: linkMailKind,
    aboutId: linkId,
    mail: await renderMail(system, tx, "password-change-link", user, user.email!, {
      actor: "you",
      link,
      expiresAt,
    }),
    expiresAt,
    giveUpAt: expiresAt,
  });
  await recordAudit(tx, source, {
    action: "password-change-link.requested",
    subjectId: user.id,
    details: { recoveryId: linkId, messageId, expiresAt },
  });
}
