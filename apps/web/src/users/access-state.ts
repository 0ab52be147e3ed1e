import type { UserSummary } from "@latchkey/contract/users.ts";

/** How a user gets in at present, the most pressing fact first. */
export type AccessState =
  | { kind: "link-pending"; until: string }
  | { kind: "temporary-password"; until: string }
  | { kind: "temporary-password-expired" }
  | { kind: "never-signed-in" }
  | { kind: "password-set" }
  | { kind: "no-password" };

/** The facts that both a row of the list and the record tell about a user's access. */
export type AccessFacts = Pick<
  UserSummary,
  "hasPassword" | "temporaryPasswordUntil" | "linkPendingUntil" | "lastSignedInAt"
>;

/** The one state that a list shows; `now` in epoch milliseconds. */
export function accessState(user: AccessFacts, now: number): AccessState {
  const isAhead = (moment: string) => Date.parse(moment) > now;
  if (user.linkPendingUntil !== null && isAhead(user.linkPendingUntil))
    return { kind: "link-pending", until: user.linkPendingUntil };
  if (user.temporaryPasswordUntil !== null && isAhead(user.temporaryPasswordUntil))
    return { kind: "temporary-password", until: user.temporaryPasswordUntil };
  if (user.temporaryPasswordUntil !== null) return { kind: "temporary-password-expired" };
  if (!user.hasPassword) return { kind: "no-password" };
  if (user.lastSignedInAt === null) return { kind: "never-signed-in" };
  return { kind: "password-set" };
}
