import type { MailObstacle } from "@latchkey/contract/mail-obstacle.ts";

/** Why options A and B, which act on the saved record, can't be used, and what to do first. */
export const savedRecordObstacles: Record<MailObstacle, string> = {
  "user-inactive": "The user is not active. Select Is Active and save first.",
  "email-missing": "The user has no email address. Enter one and save first.",
  "email-invalid": "The email address is not valid. Correct it and save first.",
};

/** Why the mail of a Save can't be asked for, where the form itself is what counts. */
export const formObstacles: Record<MailObstacle, string> = {
  "user-inactive": "The user is not active. Select Is Active first.",
  "email-missing": "There is no email address. Enter one first.",
  "email-invalid": "The email address is not valid. Correct it first.",
};

/** Why Generate can't be used, in words; null when it can. `isActive` is what the same Save would store. */
export function generateObstacle(isOwn: boolean, isActive: boolean): string | null {
  if (isOwn) return ownPasswordObstacle;
  return isActive ? null : formObstacles["user-inactive"];
}

/** Why nobody gives themselves a password. */
export const ownPasswordObstacle = "This is your own account. Use Change Password in your profile.";
