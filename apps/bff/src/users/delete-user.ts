import { canonicalUserName } from "@latchkey/contract/user-name.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { deleteUser as route } from "@latchkey/contract/users.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import type { Moment } from "../ports/clock.ts";
import { endSessions } from "../sessions/session-store.ts";
import { keepAnAdministrator } from "./keep-an-administrator.ts";

/** Every room forgets the user; the composition root hands in the list of them. */
type ForgetUser = (tx: Tx, now: Moment, userId: string) => Promise<void>;

/**
 * Deletes a user by anonymising the record: the audit trail keeps its subject, everything personal goes, user name and
 * address are free again, and every session, link, password and waiting mail is over.
 */
export const deleteUser =
  (forgetUser: ForgetUser): Verb<typeof route> =>
  async (ctx, { params: { userId }, body }) => {
    const by = signedIn(ctx);
    await madeFromRecord(async () => {
      const seen = await readUser(ctx.db, userId);
      if (canonicalUserName(body.userName) !== seen.userNameKey) throw new ProblemError("confirmation-wrong");
      if (by.userId === userId) throw new ProblemError("own-account");
      await guardAdministrators(ctx, [seen], body.currentPassword);
      await transact(ctx, async (tx) => {
        await keepAnAdministrator(tx, await readUnchanged(tx, seen));
        const now = ctx.clock.now();
        const ended = await endSessions(tx, now, { userId });
        await forgetUser(tx, now, userId);
        await recordAudit(tx, ctx, {
          action: "user.deleted",
          subjectId: userId,
          details: { endedSessions: String(ended) },
        });
      });
    });
  };
