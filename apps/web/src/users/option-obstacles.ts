import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import type { User } from "@latchkey/contract/users.ts";
import { savedRecordObstacles } from "../recoveries/obstacle-words.ts";

/** Why options A and B and Copy link can't be used on a record now, in words; null when they can. */
export type OptionObstacles = Record<"send-link" | "new-password" | "copy-link", string | null>;

/** What stands in the way of what acts on the saved record. */
export function optionObstacles(user: User, isOwn: boolean, hasUnsavedChanges: boolean): OptionObstacles {
  const mail = mailReason(user, hasUnsavedChanges);
  const own = isOwn ? "This is your own account. Use Change Password in your profile." : null;
  const inactive = user.isActive ? null : savedRecordObstacles["user-inactive"];
  return {
    "send-link": mail,
    "new-password": own ?? mail,
    "copy-link": own ?? (hasUnsavedChanges ? unsaved : inactive),
  };
}

const unsaved = "This acts on the saved record. Save or cancel your changes first.";

function mailReason(user: User, hasUnsavedChanges: boolean): string | null {
  if (hasUnsavedChanges) return unsaved;
  const obstacle = mailObstacle(user);
  return obstacle === null ? null : savedRecordObstacles[obstacle];
}
