import { z } from "zod";
import { KnownPassword } from "./password-text.ts";
import { Id, Moment } from "./text.ts";

/** How the console looks: as the system says, or as the user has set it. */
export const Theme = z.enum(["system", "light", "dark"]);
export type Theme = z.infer<typeof Theme>;

/** First and last name in one line. */
export function fullName(user: { firstName: string | null; lastName: string }): string {
  return user.firstName === null ? user.lastName : `${user.firstName} ${user.lastName}`;
}

/** Names a user in the path of a route. */
export const UserParams = z.strictObject({ userId: Id });

/** Why mail to an address is not expected to arrive, since when, and in the words of the other side. */
export const AddressFault = z.strictObject({
  kind: z.enum(["bounced", "complained", "suppressed"]),
  reason: z.string(),
  at: Moment,
});
export type AddressFault = z.infer<typeof AddressFault>;

/**
 * The current password of the administrator who acts: what is done to the account of a System Administrator, or makes one,
 * needs it, so that a stolen session does not become a lasting one.
 */
export const CurrentPassword = KnownPassword.min(1, "Enter your current password.").optional();

/** What a route that asks for it can meet. */
export const currentPasswordProblems = [
  "current-password-needed",
  "current-password-wrong",
  "sign-in-stopped",
  "too-many-attempts",
  "server-busy",
] as const;

/** The three problems of `mailObstacle`, for the routes that can meet them. */
export const mailObstacles = ["user-inactive", "email-missing", "email-invalid"] as const;
