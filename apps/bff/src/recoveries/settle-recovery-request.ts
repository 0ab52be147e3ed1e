import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import { administratorType } from "@latchkey/contract/permissions.ts";
import { sql } from "kysely";
import { readTypedName } from "../accounts/counts.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import type { UserRow } from "../accounts/user-row.ts";
import { recordAudit, type AuditSource } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { erasedAtOnce } from "../db/erased-at-once.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareMail } from "../stops/prepare-mail.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { endRecoveries } from "./end-recoveries.ts";
import { makeLink } from "./make-link.ts";
import { insertRecovery } from "./recovery-row.ts";
import { linkMailKind } from "./send-password-change-link.ts";

/** So many self-service links go to one account, and to one address, in an hour. Administrators are not held back by it. */
const linksPerHour = 3;

/**
 * So many go to all accounts together: whoever asks for everybody's neither floods the mail service nor keeps an
 * administrator's mails waiting. Beyond it requests wait for their turn.
 */
const allLinksPerHour = 600;

/** A request that had to wait this long, in minutes, is of no use to anybody any more. */
const waitsAtMostMinutes = 60;

/**
 * Settles the oldest request of somebody who forgot their password: finds the user and mails a link, or does nothing.
 * Returns false when none waits, or when none is due because so many links went out.
 */
export async function settleRecoveryRequest(system: System): Promise<boolean> {
  return madeFromRecord(async () => {
    const request = await system.db
      .selectFrom("recoveryRequests")
      .selectAll()
      .where("settledAt", "is", null)
      .orderBy("id")
      .executeTakeFirst();
    if (request === undefined) return false;
    const now = system.clock.now();
    const isTooLate = request.createdAt < addMinutes(now, -waitsAtMostMinutes);
    const typed = isTooLate ? null : readTyped(system, request);
    const seen = typed === null ? undefined : await findUser(system.db, typed);
    if (seen !== undefined && (await isFull(system.db, now))) return false;
    const made = seen === undefined ? null : await makeMailedLink(system, seen);

    return transact(system, async (tx) => {
      const settled = await tx
        .updateTable("recoveryRequests")
        .set({ settledAt: now, sealed: null, address: null, userAgent: null })
        .where("id", "=", request.id)
        .where("settledAt", "is", null)
        .executeTakeFirst();
      if (settled.numUpdatedRows !== 1n || made === null) return true;
      const user = await readUnchanged(tx, seen!);
      if (await hasEnough(tx, user, now)) return true;
      await sendLink(
        system,
        tx,
        { clock: system.clock, actor: { kind: "stranger" }, ...request },
        { user, made },
      );
      return true;
    });
  });
}

type MailedLink = NonNullable<Awaited<ReturnType<typeof makeMailedLink>>>;

/** Makes a link and its mail, before the transaction; null when none may go to this user now. */
async function makeMailedLink(system: System, user: UserRow) {
  const now = system.clock.now();
  if (mailObstacle({ isActive: user.deactivatedAt === null, email: user.email }) !== null) return null;
  if (user.selfServiceBlockedUntil !== null && user.selfServiceBlockedUntil > now) return null;
  if (isHeldBack(user, now)) return null;
  const { url, ...link } = makeLink(system, lifetimes.selfServiceLinkMinutes);
  const mail = await prepareMail(system, user, user.email!, {
    template: "password-change-link",
    actor: "you",
    link: url,
    expiresAt: link.expiresAt,
  });
  return { link, mail };
}

/** Whether the old address of a System Administrator still has time to stop that a new one took its place. */
function isHeldBack({ type, emailChangedAt }: UserRow, now: Moment): boolean {
  if (type !== administratorType || emailChangedAt === null) return false;
  return addMinutes(emailChangedAt, lifetimes.newAddressHoldMinutes) > now;
}

/** Settled requests hold nothing any more but when and from where they were made; they go after this long. */
export const settledKeptHours = 24;

/** Forgets requests that were settled long ago. Returns how many, at most a batch. */
export async function eraseSettledRequests(system: System, tx: Tx): Promise<number> {
  const erased = await tx
    .deleteFrom("recoveryRequests")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("recoveryRequests")
        .select("id")
        .where("settledAt", "<", addMinutes(system.clock.now(), -60 * settledKeptHours))
        .limit(erasedAtOnce),
    )
    .executeTakeFirst();
  return Number(erased.numDeletedRows);
}

function readTyped(system: System, request: { id: string; sealed: string | null }): string | null {
  try {
    return system.sealer.open(request.sealed ?? "", request.id).trim();
  } catch {
    // The key was changed since: the person asks again.
    return null;
  }
}

function findUser(db: System["db"], typed: string): Promise<UserRow | undefined> {
  const { column, key } = readTypedName(typed);
  return db.selectFrom("users").selectAll().where(column, "=", key).executeTakeFirst();
}

/** Whether all accounts together had as many links as they may have for now. */
async function isFull(db: System["db"], now: Moment): Promise<boolean> {
  const { sent } = await db
    .selectFrom("recoveries")
    .select((eb) => eb.fn.countAll().as("sent"))
    // As its index says it: a parameter does not match that.
    .where("askedBy", "=", sql.lit("user"))
    .where("createdAt", ">", addMinutes(now, -60))
    .executeTakeFirstOrThrow();
  return Number(sent) >= allLinksPerHour;
}

async function hasEnough(tx: Tx, user: UserRow, now: Moment): Promise<boolean> {
  const since = addMinutes(now, -60);
  // Each by an index of its own, and who asked is looked at here: else everybody's links of the hour are looked through.
  const sent = await tx
    .selectFrom("recoveries")
    .innerJoin("messages", "messages.id", "recoveries.messageId")
    .select(["recoveries.id", "askedBy"])
    .where("recoveries.userId", "=", user.id)
    .where("way", "=", "link")
    .where("recoveries.createdAt", ">", since)
    .union(
      tx
        .selectFrom("messages")
        .innerJoin("recoveries", "recoveries.id", "messages.aboutId")
        .select(["recoveries.id", "askedBy"])
        .where(sql`lower("messages"."toAddress")`, "=", user.emailKey)
        .where("messages.createdAt", ">", since)
        .whereRef("recoveries.messageId", "=", "messages.id")
        .where("way", "=", "link")
        .where("recoveries.createdAt", ">", since),
    )
    .execute();
  return sent.filter(({ askedBy }) => askedBy === "user").length >= linksPerHour;
}

async function sendLink(
  system: System,
  tx: Tx,
  source: AuditSource,
  { user, made: { link, mail } }: { user: UserRow; made: MailedLink },
): Promise<void> {
  const { id, expiresAt } = link;
  const messageId = newId();
  await endRecoveries(tx, link.createdAt, { userId: user.id, way: "link", askedBy: "user" }, "replaced");
  await insertRecovery(tx, {
    ...link,
    userId: user.id,
    way: "link",
    askedBy: "user",
    createdBy: null,
    messageId,
  });
  await queueStoppableMail(system, tx, mail, {
    id: messageId,
    kind: linkMailKind,
    aboutId: id,
    expiresAt,
    giveUpAt: expiresAt,
  });
  await recordAudit(tx, source, {
    action: "password-change-link.requested",
    subjectId: user.id,
    details: { recoveryId: id, messageId, expiresAt },
  });
}
