import { sessionLimits } from "@latchkey/contract/permissions.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import type { Theme } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import { addMinutes } from "../ports/clock.ts";
import { peekSession } from "./session-store.ts";

/** The session behind a token as the screens see it, or null. */
export async function readSession(system: System, token: string | null): Promise<Session | null> {
  const actor = await peekSession(system, token);
  if (actor.kind !== "user") return null;
  const { oneSignKeysOffAt, ...user } = await system.db
    .selectFrom("users")
    .select(["id", "userName", "firstName", "lastName", "email", "type", "language", "timeZone", "theme"])
    .select("oneSignKeysOffAt")
    .where("id", "=", actor.userId)
    .executeTakeFirstOrThrow();
  const session = await system.db
    .selectFrom("sessions")
    .select("createdAt")
    .where("id", "=", actor.sessionId)
    .executeTakeFirstOrThrow();
  return {
    user: {
      ...user,
      language: user.language as Session["user"]["language"],
      theme: (user.theme ?? "system") as Theme,
      oneSignKeys: oneSignKeysOffAt === null,
    },
    mustChangePassword: actor.restricted,
    expiresAt: addMinutes(session.createdAt, sessionLimits(user.type).absoluteMinutes),
  };
}
