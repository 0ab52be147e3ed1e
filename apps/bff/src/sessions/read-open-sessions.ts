import type { UserSession } from "@latchkey/contract/sessions.ts";
import type { System } from "../ctx.ts";
import { selectOpenSessions } from "./session-store.ts";

/** The open sessions of a user, the latest first; `thisSessionId` marks the one that asks. */
export async function readOpenSessions(
  system: System,
  userId: string,
  thisSessionId: string,
): Promise<UserSession[]> {
  const rows = await selectOpenSessions(system.db, system.clock.now(), userId)
    .select(["id", "createdAt", "lastSeenAt", "address", "userAgent"])
    .orderBy("lastSeenAt", "desc")
    .execute();
  return rows.map(({ createdAt, ...row }) => ({
    ...row,
    startedAt: createdAt,
    isThisOne: row.id === thisSessionId,
  }));
}
