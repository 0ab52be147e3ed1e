import type { AuditDetails } from "@latchkey/contract/audit-actions.ts";
import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Selectable } from "kysely";
import type { Ctx, System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { countDeadLink } from "../accounts/count-dead-link.ts";
import type { Moment } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";

/** A stop link as the database holds it, with its user. */
export type FoundStopLink = { link: Selectable<Database["stopLinks"]>; user: UserRow };

/** Finds the stop link of a token, used or not, and its user. Throws `link-unknown` and, for an unused one, `link-expired`. */
export async function findStopLink(ctx: Ctx, db: System["db"] | Tx, token: string): Promise<FoundStopLink> {
  const link = await db
    .selectFrom("stopLinks")
    .selectAll()
    .where("tokenHash", "=", hashToken(token))
    .executeTakeFirst();
  if (link === undefined) throw new ProblemError("link-unknown");
  ctx.subject.userId = link.userId;
  if (link.usedAt === null && link.expiresAt <= ctx.clock.now()) throw new ProblemError("link-expired");
  return { link, user: await readUser(db, link.userId) };
}

/** As `findStopLink`, for a token that somebody presents; throws `too-many-attempts` beside the others. */
export function findPresentedStopLink(ctx: Ctx, token: string): Promise<FoundStopLink> {
  return countDeadLink(ctx, () => findStopLink(ctx, ctx.db, token));
}

/**
 * Whether the present password ends with the link: it is a temporary one, or was chosen through what the mail was about. A
 * mail about a change of the record (such as another address) is about every recovery that came after it; and whoever gave
 * their own account another address knew its password.
 */
export async function endsPresentPassword(
  db: System["db"] | Tx,
  { link, user }: FoundStopLink,
): Promise<boolean> {
  if (user.passwordHash === null) return false;
  if (user.temporaryPasswordExpiresAt !== null) return true;
  if (await isOwnMove(db, link)) return true;
  const isAboutRecord = link.aboutId === null || link.template === "email-changed";
  let through = user.passwordSetThrough;
  // Whoever got in may have changed the password once more: an own change leads on to what it followed.
  while (through !== null && through !== link.aboutId) {
    const follows = await readFollows(db, through);
    if (follows === undefined) return isAboutRecord && (await wasFinishedSince(db, through, link.createdAt));
    through = follows;
  }
  return through !== null;
}

/**
 * Whether the present address goes with the link: the mail told that another one took the place of its own. What has been
 * put back since stays.
 */
export async function removesPresentAddress(
  db: System["db"] | Tx,
  { link, user }: FoundStopLink,
): Promise<boolean> {
  if (link.template !== "email-changed" || user.emailKey === null) return false;
  const mail = await db
    .selectFrom("messages")
    .select("toAddress")
    .where("id", "=", link.messageId)
    .executeTakeFirst();
  return mail === undefined || canonicalEmail(mail.toAddress) !== user.emailKey;
}

/** Whether the mail was about another address that somebody gave their own account. */
async function isOwnMove(db: System["db"] | Tx, link: FoundStopLink["link"]): Promise<boolean> {
  if (link.template !== "email-changed" || link.aboutId === null) return false;
  const change = await db
    .selectFrom("auditEvents")
    .select("actorId")
    .where("id", "=", link.aboutId)
    .executeTakeFirst();
  return change?.actorId === link.userId;
}

/** Whether a password was chosen through a recovery since then, whenever the recovery began. */
async function wasFinishedSince(db: System["db"] | Tx, recoveryId: string, since: Moment): Promise<boolean> {
  const recovery = await db
    .selectFrom("recoveries")
    .select("finishedAt")
    .where("id", "=", recoveryId)
    .executeTakeFirst();
  return (recovery?.finishedAt ?? "") >= since;
}

/** What an own change of password followed, as the audit trail keeps it; undefined when the id is no own change's. */
async function readFollows(db: System["db"] | Tx, auditEventId: string): Promise<string | null | undefined> {
  const change = await db
    .selectFrom("auditEvents")
    .select("details")
    .where("id", "=", auditEventId)
    .where("action", "=", "password.changed")
    .executeTakeFirst();
  if (change === undefined) return undefined;
  return (JSON.parse(change.details) as AuditDetails<"password.changed">).follows ?? null;
}
