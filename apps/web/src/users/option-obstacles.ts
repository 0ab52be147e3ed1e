import { mailObstacle } from "@latchkey/contract/accounts.ts";
import type { User } from "@latchkey/contract/users.ts";
import { savedRecordObstacles } from "../recoveries/obstacle-words.ts";

/** Why options A and B can't be used on a record now, in words; null when they can. */
export type OptionObstacles = Record<"send-link" | "new-password", string | null>;

/** What stands in the way of options A and B, which act on the saved record. */
export function optionObstacles(user: User, isOwn: boolean, hasUnsavedChanges: boolean): OptionObstacles {
  const mail = mailReason(user, hasUnsavedChanges);
  const own = isOwn ? "This is your own account. Use Change Password in your profile." : null;
  return { "send-link": mail, "new-password": own ?? mail };
}

function mailReason(user: User, hasUnsavedChanges: boolean): string | null {
  if (hasUnsavedChanges) return "This acts on the saved record. Save or cancel your changes first.";
  const obstacle = mailObstacle(user);
  return obstacle === null ? null : savedRecordObstacles[obstacle];
}
