import type { AuditEvent } from "@latchkey/contract/audit.ts";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import type { Recovery } from "@latchkey/contract/recoveries.ts";
import type { User } from "@latchkey/contract/users.ts";

/** Who changed something under one's hands: oneself, in another tab, or somebody else. */
export type Changer = { isSelf: boolean; name: string };

/** What Save on a record leaves in its history. */
const recordActions = new Set<AuditAction>([
  "user.updated",
  "user.activated",
  "user.deactivated",
  "temporary-password.saved",
]);

/** Who saved a record as it is now, by its history, newest first; null while that does not tell. */
export function whoSaved(
  { updatedAt }: Pick<User, "updatedAt">,
  history: readonly AuditEvent[],
  ownId: string,
): Changer | null {
  // One that is older belongs to an earlier Save: the history has not arrived yet.
  const saved = history.find(
    ({ action, outcome, at }) => outcome === "done" && recordActions.has(action) && at >= updatedAt,
  );
  return saved === undefined ? null : changerOf(saved, ownId);
}

/** Who began the recovery that was made, or took effect, at this moment (ISO 8601); null when the history does not tell. */
export function whoBegan(
  at: string,
  recoveries: readonly Recovery[],
  history: readonly AuditEvent[],
  ownId: string,
): Changer | null {
  const begun = recoveries.find(({ createdAt, tookEffectAt }) => createdAt === at || tookEffectAt === at);
  const event = history.find(({ id }) => id === begun?.auditEventId);
  return event === undefined ? null : changerOf(event, ownId);
}

function changerOf({ actor }: AuditEvent, ownId: string): Changer | null {
  return actor.kind === "user" ? { isSelf: actor.id === ownId, name: actor.name } : null;
}
