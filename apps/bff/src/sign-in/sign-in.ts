import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { signIn as route } from "@latchkey/contract/sign-in.ts";
import { canonicalUserName, fullName } from "@latchkey/contract/accounts.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Ctx } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { endSessions, openSession, resolveSession } from "../sessions/session-store.ts";
import { accountKey, clearAttempts, networkKey, takeAttempt } from "../accounts/throttle.ts";
import type { Verb } from "../http/verb.ts";
import { letTakeEffect, selectPending, type PendingPassword } from "../recoveries/mailed-password.ts";
import { noteTemporarySignIn } from "../recoveries/temporary-password-progress.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";
import { readSession } from "../sessions/read-session.ts";

/**
 * Signs in with a user name or an email address. Every refusal looks and costs the same, but for the holder of an expired
 * temporary password, who is told so.
 */
export const signIn: Verb<typeof route> = async (ctx, { body: { userNameOrEmail, password } }) => {
  const user = await findUser(ctx, userNameOrEmail);
  ctx.subject.userId = user?.id ?? null;
  const throttled = [
    accountKey("sign-in", user?.id ?? canonicalUserName(userNameOrEmail)),
    networkKey("sign-in", ctx.address),
  ];
  await takeAttempt(ctx, throttled);
  const proof = await provePassword(ctx, user, password);
  if (user === undefined || proof === null || user.deactivatedAt !== null)
    throw new ProblemError("sign-in-refused");
  const now = ctx.clock.now();
  const expired = (until: string | null) => until !== null && until <= now;
  if (expired(proof === "current" ? user.temporaryPasswordExpiresAt : proof.expiresAt)) {
    throw new ProblemError("temporary-password-expired");
  }

  const strongerHash =
    proof === "current" && ctx.hasher.isOutdated(user.passwordHash ?? "")
      ? await ctx.hasher.hash(password)
      : null;

  const previous = await resolveSession(ctx, ctx.sessionCookie.read());
  const token = await transact(ctx, async (tx) => {
    if (proof !== "current" && !(await letTakeEffect(ctx, tx, ctx, proof))) {
      throw new ProblemError("sign-in-refused");
    }
    const now = ctx.clock.now();
    const fresh = await readUser(tx, user.id);
    if (proof === "current" && fresh.passwordVersion !== user.passwordVersion)
      throw new ProblemError("sign-in-refused");
    if (fresh.deactivatedAt !== null) throw new ProblemError("sign-in-refused");
    if (previous.kind === "user")
      await endSessions(tx, now, { userId: previous.userId, sessionId: previous.sessionId });
    await clearAttempts(tx, throttled);
    if (strongerHash !== null) {
      await tx.updateTable("users").set({ passwordHash: strongerHash }).where("id", "=", user.id).execute();
    }
    await tx.updateTable("users").set({ lastSignedInAt: now }).where("id", "=", user.id).execute();
    const restricted = fresh.temporaryPasswordExpiresAt !== null;
    if (restricted) await noteTemporarySignIn(tx, now, fresh);
    await recordAudit(
      tx,
      {
        ...ctx,
        actor: { kind: "user", userId: user.id, name: fullName(fresh) },
      },
      {
        action: "session.opened",
        subjectId: user.id,
        details: { with: restricted ? "temporary password" : "password" },
      },
    );
    return openSession(ctx, tx, {
      userId: user.id,
      restricted,
      address: ctx.address,
      userAgent: ctx.userAgent,
    });
  });
  ctx.sessionCookie.set(token);
  return (await readSession(ctx, token))!;
};

async function findUser(ctx: Ctx, userNameOrEmail: string): Promise<UserRow | undefined> {
  // No stored name holds a control character, and PostgreSQL takes no NUL in a question either.
  if (/\p{Cc}/u.test(userNameOrEmail.trim())) return undefined;
  const query = ctx.db.selectFrom("users").selectAll();
  const found = userNameOrEmail.includes("@")
    ? query.where("emailKey", "=", canonicalEmail(userNameOrEmail))
    : query.where("userNameKey", "=", canonicalUserName(userNameOrEmail));
  return found.executeTakeFirst();
}

/**
 * Compares with the current password, then with the pending one that a mail may have carried. A failure always costs two
 * comparisons, whoever the user is and whether there is one.
 */
async function provePassword(
  ctx: Ctx,
  user: UserRow | undefined,
  password: string,
): Promise<"current" | PendingPassword | null> {
  const pending = await findPending(ctx, user?.id ?? null);
  if (await ctx.hasher.verify(password, user?.passwordHash ?? null)) return "current";
  const isPending = await ctx.hasher.verify(password, pending?.passwordHash ?? null);
  return isPending ? pending! : null;
}

function findPending(ctx: Ctx, userId: string | null): Promise<PendingPassword | undefined> {
  return selectPending(ctx.db)
    .innerJoin("messages", "messages.id", "recoveries.messageId")
    .where("recoveries.userId", "=", userId ?? "")
    .where("messages.attempts", ">", 0)
    .orderBy("recoveries.id", "desc")
    .executeTakeFirst();
}
