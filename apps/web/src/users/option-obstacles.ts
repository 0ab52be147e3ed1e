import { mailObstacle } from "@latchkey/contract/mail-obstacle.ts";
import type { User } from "@latchkey/contract/users.ts";
import { generateObstacle, ownPasswordObstacle, savedRecordObstacles } from "../recoveries/obstacle-words.ts";

/** Why the three options can't be used on a record now, in words; null when they can. */
export type OptionObstacles = Record<"send-link" | "new-password" | "generate", string | null>;

/** How it stands with a record beyond what is saved of it. */
type Standing = {
  isOwn: boolean;
  hasUnsavedChanges: boolean;
  /** As the next Save would store it. */
  willBeActive: boolean;
};

/** What stands in the way of options A and B, which act on the saved record, and of C, which acts with Save. */
export function optionObstacles(
  user: Pick<User, "isActive" | "email">,
  { isOwn, hasUnsavedChanges, willBeActive }: Standing,
): OptionObstacles {
  const mail = mailReason(user, hasUnsavedChanges);
  return {
    "send-link": mail,
    "new-password": isOwn ? ownPasswordObstacle : mail,
    generate: generateObstacle(isOwn, willBeActive),
  };
}

/** Why a link can't be copied now, in words; null when it can. It needs no address: no mail carries it. */
export function copyLinkObstacle(
  { isActive }: Pick<User, "isActive">,
  { isOwn, hasUnsavedChanges }: Pick<Standing, "isOwn" | "hasUnsavedChanges">,
): string | null {
  if (isOwn) return ownPasswordObstacle;
  if (hasUnsavedChanges) return unsaved;
  return isActive ? null : savedRecordObstacles["user-inactive"];
}

const unsaved = "This acts on the saved record. Save or cancel your changes first.";

function mailReason(user: Pick<User, "isActive" | "email">, hasUnsavedChanges: boolean): string | null {
  if (hasUnsavedChanges) return unsaved;
  const obstacle = mailObstacle(user);
  return obstacle === null ? null : savedRecordObstacles[obstacle];
}
