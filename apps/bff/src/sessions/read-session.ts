import { sessionLimits } from "@latchkey/contract/permissions.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import type { Theme } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import { askedOften, type Later } from "../db/asked-often.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { selectLiveSession } from "./session-store.ts";

const askForSessionAsSeen = askedOften((db, later: Later<{ tokenHash: string; now: Moment }>) =>
  selectLiveSession(db, later).select([
    "users.id",
    "users.userName",
    "users.firstName",
    "users.lastName",
    "users.email",
    "users.type",
    "users.language",
    "users.timeZone",
    "users.theme",
    "users.oneSignKeysOffAt",
    "sessions.restrictedAt",
    "sessions.createdAt",
  ]),
);

/** The session behind a token as the screens see it, or null. It counts as no request. */
export async function readSession(system: System, token: string | null): Promise<Session | null> {
  if (token === null) return null;
  const asked = { tokenHash: hashToken(token), now: system.clock.now() };
  const [found] = await askForSessionAsSeen(system.db, asked);
  if (found === undefined) return null;
  const { oneSignKeysOffAt, restrictedAt, createdAt, ...user } = found;
  return {
    user: {
      ...user,
      language: user.language as Session["user"]["language"],
      theme: (user.theme ?? "system") as Theme,
      oneSignKeys: oneSignKeysOffAt === null,
    },
    mustChangePassword: restrictedAt !== null,
    expiresAt: addMinutes(createdAt, sessionLimits(user.type).absoluteMinutes),
  };
}
