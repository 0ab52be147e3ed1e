import { ProblemError } from "@latchkey/contract/problem.ts";
import { canonicalUserName } from "@latchkey/contract/accounts.ts";
import type { deleteUser as route } from "@latchkey/contract/users.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { endSessions } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { stopAlertMailKind } from "../stops/queue-stop-alerts.ts";
import { forgetMailsAbout, forgetUser } from "../mail/forget-user.ts";
import { readUser } from "../accounts/user-row.ts";
import { voidRecoveries } from "../recoveries/void-recoveries.ts";
import type { Moment } from "../ports/clock.ts";
import { testMailKind } from "../templates/send-test-mail.ts";
import { keepAnAdministrator } from "./keep-an-administrator.ts";

/**
 * Deletes a user by anonymising the record: the audit trail keeps its subject, everything personal goes, user name and
 * address are free again, and every session, link, password and waiting mail is void.
 */
export const deleteUser: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const by = signedIn(ctx);
  await transact(ctx, async (tx) => {
    const user = await readUser(tx, userId);
    if (canonicalUserName(body.userName) !== user.userNameKey) throw new ProblemError("confirmation-wrong");
    if (by.userId === userId) throw new ProblemError("own-account");
    await keepAnAdministrator(tx, user);
    const now = ctx.clock.now();
    await voidRecoveries(tx, now, userId, "deactivated");
    const ended = await endSessions(tx, now, { userId });
    await anonymise(tx, now, userId);
    await recordAudit(tx, ctx, {
      action: "user.deleted",
      subjectId: userId,
      details: { endedSessions: String(ended) },
    });
  });
};

async function anonymise(tx: Tx, now: Moment, userId: string): Promise<void> {
  await tx
    .updateTable("users")
    .set((eb) => ({
      version: eb("version", "+", 1),
      userName: `deleted-${userId}`,
      userNameKey: `deleted-${userId}`,
      salutation: null,
      firstName: null,
      lastName: "Deleted user",
      title: null,
      email: null,
      emailKey: null,
      phone: null,
      teams: "[]",
      language: null,
      timeZone: null,
      theme: null,
      sortName: "deleted user",
      searchText: "",
      passwordHash: null,
      passwordVersion: eb("passwordVersion", "+", 1),
      temporaryPasswordExpiresAt: null,
      passwordSetThrough: null,
      addressFault: null,
      addressFaultReason: null,
      addressFaultAt: null,
      recoveryStoppedAt: null,
      selfServiceBlockedUntil: null,
      deactivatedAt: now,
      deletedAt: now,
      updatedAt: now,
    }))
    .where("id", "=", userId)
    .execute();
  await tx
    .updateTable("sessions")
    .set({ address: null, userAgent: null })
    .where("userId", "=", userId)
    .execute();
  await tx
    .updateTable("recoveryNotes")
    .set({ reason: null, ticket: null, verifiedBy: null })
    .where((eb) =>
      eb.or(
        (["passwordChangeLinks", "generatedPasswords", "passwordSuggestions"] as const).map((table) =>
          eb("recoveryId", "in", eb.selectFrom(table).select(`${table}.id`).where("userId", "=", userId)),
        ),
      ),
    )
    .execute();
  await forgetUser(tx, now, userId);
  // What administrators were told of a stop names the user, too; so do tests of templates that showed the user's names.
  const stopLinks = await tx.selectFrom("stopLinks").select("id").where("userId", "=", userId).execute();
  await forgetMailsAbout(
    tx,
    stopAlertMailKind,
    stopLinks.map(({ id }) => id),
  );
  await forgetMailsAbout(tx, testMailKind, [userId]);
  await tx.deleteFrom("stopLinks").where("userId", "=", userId).execute();
}
