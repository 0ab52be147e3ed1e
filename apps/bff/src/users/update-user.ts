import { administratorType } from "@latchkey/contract/permissions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { UserFields, updateUser as route } from "@latchkey/contract/users.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { endSessions } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { commitSuggestion } from "../recoveries/commit-suggestion.ts";
import { removeTemporaryPassword } from "../recoveries/temporary-password.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";
import { voidLinks, voidPendingPasswords, voidRecoveries } from "../recoveries/void-recoveries.ts";
import { keepAnAdministrator } from "./keep-an-administrator.ts";
import { readUserRecord } from "./read-user-record.ts";
import { refuseTaken, userColumns, userFields } from "./user-columns.ts";

/** Save: the record's changes and, with a suggestion, the temporary password of option C, together or not at all. */
export const updateUser: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const {
    version,
    passwordSuggestionId,
    sendAccessInfo = false,
    recoveryNote,
    despiteAddressFault,
    ...changes
  } = body;
  const by = signedIn(ctx);

  const messageId = await transact(ctx, async (tx) => {
    const seen = await readUser(tx, userId);
    if (seen.version !== version) throw new ProblemError("version-conflict");
    const before = userFields(seen);
    const after: UserFields = { ...before, ...changes };
    const changed = (Object.keys(before) as (keyof UserFields)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    );
    if (before.isActive && !after.isActive && by.userId === userId) {
      throw new ProblemError("own-account", {
        errors: [{ pointer: "/isActive", message: "You can't deactivate yourself." }],
      });
    }
    if (!after.isActive || after.type !== administratorType) {
      await keepAnAdministrator(tx, seen, after.isActive ? "/type" : "/isActive");
    }
    if (changed.length > 0 || passwordSuggestionId !== undefined) await raiseVersion(ctx, tx, seen);
    await writeFields(ctx, tx, seen, { after, changed });
    if (passwordSuggestionId === undefined) return null;
    return commitSuggestion(ctx, tx, await readUser(tx, userId), by, {
      suggestionId: passwordSuggestionId,
      sendAccessInfo,
      note: recoveryNote,
      despiteAddressFault,
    });
  });

  if (messageId === null) ctx.outbox.nudge();
  else await ctx.outbox.sendSoon(messageId);
  return readUserRecord(ctx, userId);
};

/** A password of option C counts as a change too, so that two administrators don't overwrite each other's. */
async function raiseVersion(ctx: Ctx, tx: Tx, seen: UserRow): Promise<void> {
  await tx
    .updateTable("users")
    .set({ version: seen.version + 1, updatedAt: ctx.clock.now() })
    .where("id", "=", seen.id)
    .execute();
}

async function writeFields(
  ctx: Ctx,
  tx: Tx,
  before: UserRow,
  { after, changed }: { after: UserFields; changed: (keyof UserFields)[] },
): Promise<void> {
  const now = ctx.clock.now();
  const columns = userColumns(after);
  if (changed.length > 0) {
    await refuseTaken(tx, columns, before.id);
    await tx.updateTable("users").set(columns).where("id", "=", before.id).execute();
  }
  if (changed.includes("email")) {
    await tx
      .updateTable("users")
      .set({ addressFault: null, addressFaultReason: null, addressFaultAt: null })
      .where("id", "=", before.id)
      .execute();
    await voidLinks(tx, now, { userId: before.id }, "address-changed");
    await voidPendingPasswords(tx, now, { userId: before.id }, "address-changed");
  }
  // A session's rights are those of its start: a change of them asks for a new one.
  if (changed.includes("type")) await endSessions(tx, now, { userId: before.id });
  if (changed.includes("isActive")) await setActive(ctx, tx, before, after.isActive);

  const edited = changed.filter((field) => field !== "isActive");
  if (edited.length === 0) return;
  await recordAudit(tx, ctx, {
    action: "user.updated",
    subjectId: before.id,
    details: { fields: edited.join(", ") },
  });
}

async function setActive(ctx: Ctx, tx: Tx, user: UserRow, isActive: boolean): Promise<void> {
  const now = ctx.clock.now();
  if (isActive) {
    await tx.updateTable("users").set({ deactivatedAt: null }).where("id", "=", user.id).execute();
    await recordAudit(tx, ctx, { action: "user.activated", subjectId: user.id });
    return;
  }
  await tx.updateTable("users").set({ deactivatedAt: now }).where("id", "=", user.id).execute();
  await voidRecoveries(tx, now, user.id, "deactivated");
  const ended =
    user.temporaryPasswordExpiresAt === null
      ? await endSessions(tx, now, { userId: user.id })
      : await removeTemporaryPassword(tx, now, user);
  await recordAudit(tx, ctx, {
    action: "user.deactivated",
    subjectId: user.id,
    details: { endedSessions: String(ended) },
  });
}
