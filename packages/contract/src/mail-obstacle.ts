import { EmailAddress } from "./email-address.ts";
import type { ProblemType } from "./problem.ts";

/** Why no mail with a link or password may go to a user. */
export type MailObstacle = Extract<ProblemType, "user-inactive" | "email-missing" | "email-invalid">;

/**
 * The rule of all three options, written once: the mail goes out only if the user is active and has a valid email
 * address. Returns what is in the way, or null.
 */
export function mailObstacle(user: { isActive: boolean; email: string | null }): MailObstacle | null {
  if (!user.isActive) return "user-inactive";
  if (user.email === null || user.email === "") return "email-missing";
  if (!EmailAddress.safeParse(user.email).success) return "email-invalid";
  return null;
}
