import { can } from "@latchkey/contract/permissions.ts";
import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { createUser as route, UserFields } from "@latchkey/contract/users.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { mailableAddress, readUser } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Ctx, System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { newId } from "../ports/random.ts";
import { makeMailedPassword, queueMailedPassword } from "../recoveries/mailed-password.ts";
import { readUserRecord } from "./read-user-record.ts";
import { refuseTaken, userColumns } from "./user-columns.ts";

/** Creates a user; with `sendAccessInfo` mails a password made as in option B, which nobody else ever sees. */
export const createUser: Verb<typeof route> = async (ctx, { body }) => {
  const { sendAccessInfo, recoveryNote, currentPassword, ...fields } = body;
  if (sendAccessInfo && !can(ctx.actor, "recover access")) throw new ProblemError("forbidden");
  await guardAdministrators(ctx, [fields], currentPassword);
  const id = newId();
  const made = sendAccessInfo ? await makeFirstPassword(ctx, id, fields) : null;

  await transact(ctx, async (tx) => {
    await insertUser(ctx, tx, id, fields);
    await recordAudit(tx, ctx, {
      action: "user.created",
      subjectId: id,
      details: { userName: fields.userName },
    });
    if (!sendAccessInfo) return;
    const user = await readUser(tx, id);
    mailableAddress(user);
    await queueMailedPassword(ctx, tx, user, { made: made!, request: { note: recoveryNote } });
  });

  if (made !== null) await ctx.outbox.sendSoon(made.messageId);
  return readUserRecord(ctx, id);
};

/** The password and its mail; null when no mail may go there, which the transaction refuses after all else. */
async function makeFirstPassword(ctx: Ctx, id: string, fields: UserFields) {
  if (mailObstacle(fields) !== null) return null;
  return makeMailedPassword(ctx, { id, ...userColumns(fields) }, fields.email!);
}

/** Writes a new user without a password. Throws `user-name-taken`, `user-name-alike` and `email-taken`. */
export async function insertUser(system: System, tx: Tx, id: string, fields: UserFields): Promise<void> {
  const now = system.clock.now();
  const columns = userColumns(fields);
  await refuseTaken(tx, columns, null);
  await tx
    .insertInto("users")
    .values({
      id,
      version: 1,
      ...columns,
      theme: null,
      deletedAt: null,
      emailChangedAt: null,
      deactivatedAt: fields.isActive ? null : now,
      passwordHash: null,
      passwordVersion: 0,
      temporaryPasswordExpiresAt: null,
      lastSignedInAt: null,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
}
