import type { UserSummary } from "@latchkey/contract/users.ts";

/** A fact about how a user gets in at present. */
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
  "hasPassword" | "temporaryPasswordUntil" | "linkPendingUntil" | "lastSignedInAt" | "addressFault"
>;

/** How a user gets in, the most pressing fact first, at least one; `now` in epoch milliseconds. */
export function accessStates(user: AccessFacts, now: number): AccessState[] {
  const { linkPendingUntil: link, temporaryPasswordUntil: temporary } = user;
  const isAhead = (moment: string) => Date.parse(moment) > now;
  const open: AccessState[] = [];
  if (link !== null && isAhead(link)) open.push({ kind: "link-pending", until: link });
  if (temporary !== null)
    open.push(
      isAhead(temporary)
        ? { kind: "temporary-password", until: temporary }
        : { kind: "temporary-password-expired" },
    );
  if (temporary === null && !user.hasPassword) return [...open, { kind: "no-password" }];
  if (user.lastSignedInAt === null) return [...open, { kind: "never-signed-in" }];
  return open.length === 0 ? [{ kind: "password-set" }] : open;
}
