import { administratorType, can } from "@latchkey/contract/permissions.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { UserFields, updateUser as route } from "@latchkey/contract/users.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { endSessions } from "../sessions/session-store.ts";
import type { Verb } from "../http/verb.ts";
import { commitSuggestion, prepareSave, type SavedSuggestion } from "../recoveries/commit-suggestion.ts";
import { newId } from "../ports/random.ts";
import { dropOvertakenSuggestions } from "../passwords/suggestion.ts";
import { removeTemporaryPassword } from "../recoveries/temporary-password-progress.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";
import { endRecoveries } from "../recoveries/end-recoveries.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { changeAddress, prepareAddressNotices } from "./change-address.ts";
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
    currentPassword,
    ...changes
  } = body;
  const by = signedIn(ctx);
  const saved: SavedSuggestion | null =
    passwordSuggestionId === undefined
      ? null
      : {
          suggestionId: passwordSuggestionId,
          sendAccessInfo,
          note: recoveryNote,
          despiteAddressFault,
        };
  if (saved !== null && !can(by, "recover access")) throw new ProblemError("forbidden");
  const edit = readEdit(await readUser(ctx.db, userId), changes);
  const { seen, before, after, changed } = edit;
  // Versions only grow: the transaction finds the record as it was seen, or refuses.
  if (seen.version !== version) throw new ProblemError("version-conflict");
  if (before.isActive && !after.isActive && by.userId === userId) {
    throw new ProblemError("own-account", {
      errors: [{ pointer: "/isActive", message: "You can't deactivate yourself." }],
    });
  }
  if (saved !== null && by.userId === userId) throw new ProblemError("own-account");
  if (changed.length > 0 || saved !== null) await guardAdministrators(ctx, [before, after], currentPassword);
  const next = { id: userId, ...userColumns(after), deactivatedAt: after.isActive ? null : ctx.clock.now() };
  const notices = await prepareAddressNotices(ctx, seen, next);
  const prepared = saved === null ? null : await prepareSave(ctx, next, saved);

  const messageId = await transact(ctx, async (tx) => {
    const user = await readUser(tx, userId);
    if (user.version !== version) throw new ProblemError("version-conflict");
    if (!after.isActive || after.type !== administratorType) {
      await keepAnAdministrator(tx, user, after.isActive ? "/type" : "/isActive");
    }
    if (changed.length > 0 || saved !== null) await raiseVersion(ctx, tx, user);
    await writeFields(ctx, tx, user, { ...edit, notices });
    if (saved === null || prepared === null) return null;
    return commitSuggestion(ctx, tx, await readUser(tx, userId), { saved, prepared });
  });

  if (messageId === null) ctx.outbox.nudge();
  else await ctx.outbox.sendSoon(messageId);
  return readUserRecord(ctx, userId);
};

type Edit = {
  seen: UserRow;
  before: UserFields;
  after: UserFields;
  /** The fields in which they differ. */
  changed: (keyof UserFields)[];
};

function readEdit(seen: UserRow, changes: Partial<UserFields>): Edit {
  const before = userFields(seen);
  const after: UserFields = { ...before, ...changes };
  const changed = (Object.keys(before) as (keyof UserFields)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return { seen, before, after, changed };
}

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
  user: UserRow,
  { after, changed, notices }: Edit & { notices: Awaited<ReturnType<typeof prepareAddressNotices>> },
): Promise<void> {
  const now = ctx.clock.now();
  const columns = userColumns(after);
  const changeId = newId();
  if (changed.length > 0) {
    await refuseTaken(tx, columns, user.id);
    await tx.updateTable("users").set(columns).where("id", "=", user.id).execute();
  }
  const isMoved = user.emailKey !== columns.emailKey;
  const endedSessions = changed.includes("email")
    ? await changeAddress(ctx, tx, user, { notices, changeId, isMoved })
    : 0;
  // A session's rights are those of its start: a change of them asks for a new one.
  if (changed.includes("type")) await endSessions(tx, now, { userId: user.id });
  // Another address may have ended the temporary password.
  if (changed.includes("isActive")) await setActive(ctx, tx, await readUser(tx, user.id), after.isActive);

  const edited = changed.filter((field) => field !== "isActive");
  if (edited.length === 0) return;
  await recordAudit(tx, ctx, {
    id: changeId,
    action: "user.updated",
    subjectId: user.id,
    details: {
      fields: edited.join(", "),
      ...(isMoved && user.email !== null && { emailBefore: user.email }),
      ...(endedSessions > 0 && { endedSessions: String(endedSessions) }),
    },
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
  await endRecoveries(tx, now, { userId: user.id }, "deactivated");
  await dropOvertakenSuggestions(tx, user.id);
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
