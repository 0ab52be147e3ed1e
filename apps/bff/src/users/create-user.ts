import type { createUser as route, UserFields } from "@latchkey/contract/users.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { makeGeneratedPassword, queueGeneratedPassword } from "../recoveries/generated-password.ts";
import { mailableAddress, readUser } from "../accounts/user-row.ts";
import { newId } from "../ports/random.ts";
import { readUserRecord } from "./read-user-record.ts";
import { refuseTaken, userColumns } from "./user-columns.ts";

/** Creates a user; with `sendAccessInfo` mails a password made as in option B, which nobody else ever sees. */
export const createUser: Verb<typeof route> = async (ctx, { body }) => {
  const { sendAccessInfo, recoveryNote, ...fields } = body;
  const by = signedIn(ctx);
  const made = sendAccessInfo ? await makeGeneratedPassword(ctx) : null;

  const userId = await transact(ctx, async (tx) => {
    const id = await insertUser(ctx, tx, fields);
    await recordAudit(tx, ctx, {
      action: "user.created",
      subjectId: id,
      details: { userName: fields.userName },
    });
    if (made === null) return id;
    const user = await readUser(tx, id);
    mailableAddress(user);
    await queueGeneratedPassword(ctx, tx, user, made, by, { note: recoveryNote });
    return id;
  });

  if (made !== null) await ctx.outbox.sendSoon(made.messageId);
  return readUserRecord(ctx, userId);
};

/** Writes a new user without a password. Returns the id. Throws `user-name-taken` and `email-taken`. */
export async function insertUser(system: System, tx: Tx, fields: UserFields): Promise<string> {
  const now = system.clock.now();
  const columns = userColumns(fields);
  await refuseTaken(tx, columns, null);
  const id = newId();
  await tx
    .insertInto("users")
    .values({
      id,
      version: 1,
      ...columns,
      theme: null,
      deletedAt: null,
      deactivatedAt: fields.isActive ? null : now,
      passwordHash: null,
      passwordVersion: 0,
      temporaryPasswordExpiresAt: null,
      lastSignedInAt: null,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  return id;
}
