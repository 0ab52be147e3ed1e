import { ProblemError } from "@latchkey/contract/problem.ts";
import type { signIn as route } from "@latchkey/contract/sign-in.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Ctx } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import { transact } from "../db/transaction.ts";
import { endSessions, openSession, resolveSession } from "../sessions/session-store.ts";
import { knownDevice, rememberDevice } from "../sessions/known-device.ts";
import {
  countsOfNames,
  deviceCount,
  nameCount,
  networkCount,
  readTypedName,
  type TypedName,
} from "../accounts/counts.ts";
import { settleSuccess, takeAttempt, type Attempt } from "../accounts/throttle.ts";
import { turnOf } from "../accounts/turn-of.ts";
import type { Turn } from "../ports/turns.ts";
import type { Verb } from "../http/verb.ts";
import { asCompared, typedAsMade } from "../passwords/typed-as-made.ts";
import { settleAsAccepted } from "../mail/message-life.ts";
import { letTakeEffect, selectPending, type PendingPassword } from "../recoveries/mailed-password.ts";
import { noteTemporarySignIn } from "../recoveries/temporary-password-progress.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";
import { readSession } from "../sessions/read-session.ts";

/**
 * Signs in with a user name or an email address. Every refusal looks and costs the same, but for the holder of an expired
 * temporary password, who is told so. After too many wrong passwords in a row a password that somebody chose opens no
 * session any more (NIST SP 800-63B-4, 3.2.2), but for a browser that signed in to the account before.
 */
export const signIn: Verb<typeof route> = async (ctx, { body: { userNameOrEmail, password } }) => {
  const name = readTypedName(userNameOrEmail);
  const user = await findUser(ctx, name);
  ctx.subject.userId = user?.id ?? null;
  const { attempt, turn } = await takeSignInAttempt(ctx, name, user);
  const { isStopped } = attempt;
  const proof = await provePassword(ctx, user, { password, turn, isStopped });
  if (user === undefined || proof === null) {
    throw new ProblemError(isStopped ? "sign-in-stopped" : "sign-in-refused");
  }
  const now = ctx.clock.now();
  const expired = (until: string | null) => until !== null && until <= now;
  if (expired(proof === "current" ? user.temporaryPasswordExpiresAt : proof.expiresAt)) {
    throw new ProblemError("temporary-password-expired");
  }

  const strongerHash =
    proof === "current" && ctx.hasher.isOutdated(user.passwordHash ?? "")
      ? await ctx.hasher.hash(asCompared(password, user), turn)
      : null;

  const previous = await resolveSession(ctx, ctx.sessionCookie.read());
  const token = await transact(ctx, async (tx) => {
    const now = ctx.clock.now();
    if (proof !== "current") {
      if (!(await letTakeEffect(ctx, tx, ctx, proof))) throw new ProblemError("sign-in-refused");
      if (proof.messageId !== null) await settleAsAccepted(tx, now, proof.messageId);
    }
    const fresh = await readUser(tx, user.id);
    if (proof === "current" && fresh.passwordVersion !== user.passwordVersion)
      throw new ProblemError("sign-in-refused");
    if (fresh.deactivatedAt !== null) throw new ProblemError("sign-in-refused");
    if (previous.kind === "user")
      await endSessions(tx, now, { userId: previous.userId, sessionId: previous.sessionId });
    await settleSuccess(ctx, tx, attempt, countsOfNames(fresh));
    await tx
      .updateTable("users")
      .set({ lastSignedInAt: now, ...(strongerHash !== null && { passwordHash: strongerHash }) })
      .where("id", "=", user.id)
      .execute();
    const restricted = fresh.temporaryPasswordExpiresAt !== null;
    if (restricted) await noteTemporarySignIn(ctx, tx, now, fresh);
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
  rememberDevice(ctx, user.id);
  const session = await readSession(ctx, token);
  // Somebody ended it at the same moment.
  if (session === null) throw new ProblemError("sign-in-refused");
  return session;
};

const askForUserBy = {
  userNameKey: askForUser("userNameKey"),
  emailKey: askForUser("emailKey"),
} satisfies Record<TypedName["column"], unknown>;

function askForUser(column: TypedName["column"]) {
  return askedOften((db, later: Later<string>) =>
    db
      .selectFrom("users")
      .selectAll()
      .where(
        column,
        "=",
        later((key) => key),
      ),
  );
}

async function findUser(ctx: Ctx, { column, key }: TypedName): Promise<UserRow | undefined> {
  // No stored name holds a control character, and PostgreSQL takes no NUL in a question either.
  const asked = /\p{Cc}/u.test(key) ? "" : key;
  const [user] = await askForUserBy[column](ctx.db, asked);
  return user;
}

/**
 * Counts the attempt. A browser that signed in to the account before has a count of its own: whatever strangers try at the
 * account, or somebody in its network at others, keeps it from nothing. Throws `too-many-attempts`.
 */
async function takeSignInAttempt(
  ctx: Ctx,
  name: TypedName,
  user: UserRow | undefined,
): Promise<{ attempt: Attempt; turn: Turn }> {
  const deviceId = user === undefined ? null : knownDevice(ctx, user.id);
  if (deviceId !== null) {
    const attempt = await takeAttempt(ctx, [deviceCount(deviceId)]);
    if (!attempt.isStopped) return { attempt, turn: { isKnown: true, network: deviceId, account: "" } };
  }
  const counts = [nameCount(name, user?.id), networkCount("sign-in", ctx.address, name)];
  const attempt = await takeAttempt(ctx, counts);
  return { attempt, turn: { ...turnOf(ctx), isKnown: false, account: name.key } };
}

/**
 * Compares with the current password, then with the pending one that a mail may have carried; null when neither opens a
 * session now. Every refusal costs two comparisons: whoever the user is, whether there is one, and whether the password
 * would have been right.
 */
async function provePassword(
  ctx: Ctx,
  user: UserRow | undefined,
  { password, turn, isStopped }: { password: string; turn: Turn; isStopped: boolean },
): Promise<"current" | PendingPassword | null> {
  const isActive = user?.deactivatedAt === null;
  // A temporary one was made by the system: nobody guesses it, and it is a way out of the stop.
  const isBarred = isStopped && user?.temporaryPasswordExpiresAt === null;
  const isCurrent = await ctx.hasher.verify(
    asCompared(password, user ?? null),
    user?.passwordHash ?? null,
    turn,
  );
  if (isCurrent && isActive && !isBarred) return "current";
  const pending = await findPending(ctx, user?.id ?? null);
  const isPending = await ctx.hasher.verify(typedAsMade(password), pending?.passwordHash ?? null, turn);
  return isPending && isActive ? pending! : null;
}

function findPending(ctx: Ctx, userId: string | null): Promise<PendingPassword | undefined> {
  return selectPending(ctx.db)
    .innerJoin("messages", "messages.id", "recoveries.messageId")
    .where("recoveries.userId", "=", userId ?? "")
    .where("messages.attempts", ">", 0)
    .orderBy("recoveries.id", "desc")
    .executeTakeFirst();
}
