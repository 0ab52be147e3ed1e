import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import { UnreachableError } from "@latchkey/contract/client.ts";
import { durationWords, secondsUntil } from "./server-clock.ts";

const sentences: Record<ProblemType, string> = {
  "malformed-request": "The server could not read the request. Load the page again and try once more.",
  "not-signed-in": "You are no longer signed in. Sign in, then try again.",
  "sign-in-refused": "The user name, email or password is not right. Check them and try again.",
  "temporary-password-expired":
    "This temporary password has expired. Ask your System Administrator for a new one.",
  "password-change-required": "Choose a new password first.",
  "password-change-not-required": "Your password has already been changed. Go on to the start page.",
  forbidden: "Only a System Administrator may do this.",
  "origin-refused": "The request came from another address. Open Latchkey at its own address and try again.",
  "setup-link-wrong":
    "This set-up link does not work. Use the link that the server printed when it last started.",
  "not-found": "There is nothing here any more. Go back to the list.",
  "link-unknown": "This link does not work. Check that it was copied whole, or ask for a new one.",
  "user-name-taken": "Another user has this user name. Choose a different one.",
  "email-taken": "Another user has this email address. Enter a different one.",
  "version-conflict": "Somebody else changed this record. Load it again, then repeat your change.",
  "last-administrator": "This is the last active System Administrator. Make somebody else one first.",
  "own-account": "You can't do this to your own account. Use Change Password in your profile.",
  "user-inactive": "The user is not active. Select Is Active and save first.",
  "email-missing": "The user has no email address. Enter one and save first.",
  "email-invalid": "The user's email address is not valid. Correct it and save first.",
  "address-at-fault":
    "Mail to this address came back or is refused. Confirm that it should go there all the same, or correct the address.",
  "reason-needed": "The user said “this wasn't me”. Give a reason for recovering the access all the same.",
  "suggestion-expired": "The generated password has expired. Generate a new one.",
  "suggestion-unusable": "The generated password can no longer be used. Generate a new one.",
  "recovery-not-open": "It was used, replaced or has ended already, so there is nothing left to revoke.",
  "message-settled": "What became of this mail is known by now, so there is nothing left to decide.",
  "link-used": "This link has already been used.",
  "link-expired": "This link has expired. Ask your System Administrator for a new one.",
  "link-replaced": "This link was replaced by a newer one. Use the link in the latest mail.",
  "link-revoked": "This link was withdrawn. Ask your System Administrator for a new one.",
  "setup-closed": "Latchkey is already set up. Go on to sign in.",
  "body-too-large": "That is too much text. Shorten it and try again.",
  "unsupported-media-type": "The server could not read the request. Load the page again and try once more.",
  "invalid-fields": "Some fields need your attention.",
  "password-refused": "Choose a password that meets every rule.",
  "confirmation-wrong": "That is not this user's user name. Type it exactly as it stands on the record.",
  "too-many-attempts": "There were too many attempts. Wait a moment, then try again.",
  "server-busy": "The server is busy right now. Wait a few seconds, then try again.",
  "current-password-wrong": "The current password is not right. Enter it again.",
  "too-many-streams": "Too many pages of Latchkey are open. Close some, then load this one again.",
  internal: "Something went wrong on the server. Try again; if it stays so, tell your operator.",
  "database-busy": "The server is busy. Try again in a moment.",
  "storage-full": "The server can't write to its disk, so nothing was changed. Tell your operator.",
};

/** What is wrong and what to do next, for any error that a request can end in. */
export function problemText(error: unknown): string {
  if (error instanceof ProblemError) return tooManyText(error) ?? sentences[error.type];
  if (error instanceof UnreachableError) {
    return "The server did not answer. Check your connection and try again.";
  }
  return "Something went wrong on this page. Load it again and try once more.";
}

/** From when on the server looks at another attempt (ISO 8601), if it refused this one because there were too many. */
export function retryAtOf(error: unknown): string | null {
  return (error instanceof ProblemError && error.problem.retryAt) || null;
}

/** When to try again, as it was when the refusal arrived: a sentence that counted down would be read out every second. */
function tooManyText(error: ProblemError): string | null {
  const retryAt = retryAtOf(error);
  if (retryAt === null) return null;
  return `There were too many attempts. Try again in ${durationWords(secondsUntil(retryAt))}.`;
}

/** Whether the error is a refusal of this type. */
export function isProblem(error: unknown, type: ProblemType): error is ProblemError {
  return error instanceof ProblemError && error.type === type;
}
