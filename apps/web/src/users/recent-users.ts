import { Id } from "@latchkey/contract/text.ts";
import { z } from "zod";

/** So many people are remembered. */
const remembered = 8;

const Ids = z.array(Id);

const keyOf = (viewerId: string) => `latchkey-recent:${viewerId}`;

/**
 * The ids of the users whose records this person opened last in this browser, latest first. No name is kept: whoever finds
 * them without a session learns nothing, and who was deleted or renamed since is not shown as they were.
 */
export function recentUserIds(viewerId: string): string[] {
  try {
    return Ids.parse(JSON.parse(localStorage.getItem(keyOf(viewerId)) ?? "[]")).slice(0, remembered);
  } catch {
    // A browser that keeps no storage, or something else that was written there.
    return [];
  }
}

/** Puts a user first among those whose records this person opened. */
export function rememberUser(viewerId: string, userId: string): void {
  keep(viewerId, [userId, ...others(viewerId, userId)].slice(0, remembered));
}

/** Takes out a user who does not exist any more. */
export function forgetUser(viewerId: string, userId: string): void {
  keep(viewerId, others(viewerId, userId));
}

const others = (viewerId: string, userId: string) => recentUserIds(viewerId).filter((id) => id !== userId);

function keep(viewerId: string, ids: readonly string[]) {
  try {
    localStorage.setItem(keyOf(viewerId), JSON.stringify(ids));
  } catch {
    // Forgotten with the page, then.
  }
}
