import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import { messages } from "../languages/en.ts";
import { speak } from "../languages/speech.tsx";
import { problemWords, type SpokenProblem } from "./problem-words.ts";

/** The rest of all problems: those that only the pages of administrators meet. */
const sentences: Record<Exclude<ProblemType, SpokenProblem>, string> = {
  "current-password-needed":
    "This concerns the account of a System Administrator. Enter your current password and try again.",
  "setup-link-wrong":
    "This set-up link does not work. Use the link that the server printed when it last started.",
  "link-unknown": "This link does not work. Check that it was copied whole, or ask for a new one.",
  "user-name-taken": "Another user has this user name. Choose a different one.",
  "user-name-alike": "This looks like another user's name. Choose a different one.",
  "email-taken": "Another user has this email address. Enter a different one.",
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
  "recovery-not-open":
    "It was used, replaced or has ended already, so there is nothing left to revoke or extend.",
  "already-extended": "This link was extended once already. Send a new one if it is not enough.",
  "copied-links-off": "Links are not copied in this installation. Use Send Password Change Link.",
  "message-settled": "What became of this mail is known by now, so there is nothing left to decide.",
  "link-used": "This link has already been used.",
  "link-expired": "This link has expired. Ask a System Administrator for a new one.",
  "link-replaced": "This link was replaced by a newer one. Use the newest one.",
  "link-revoked": "This link was withdrawn. Ask a System Administrator for a new one.",
  "setup-closed": "Latchkey is already set up. Go on to sign in.",
  "confirmation-wrong": "That is not this user's user name. Type it exactly as it stands on the record.",
  "too-many-streams": "Too many pages of Latchkey are open. Close some, then load this one again.",
};

/** What the catalogues say to users, for those who are System Administrators themselves. */
const forAdministrators: Partial<Record<ProblemType, string>> = {
  "sign-in-stopped":
    "There were too many wrong passwords in a row, so the password alone is no longer enough here. Use Forgot Password?, or ask another System Administrator.",
  "temporary-password-expired":
    "This temporary password has expired. Ask another System Administrator for a new one, or use Forgot Password?",
};

const english = speak("en", undefined, messages).say;

/** What is wrong and what to do next, in English: for the administrators' console, which can meet every problem there is. */
export function problemText(error: unknown): string {
  const sentence =
    error instanceof ProblemError
      ? { ...(sentences as Partial<Record<ProblemType, string>>), ...forAdministrators }[error.type]
      : undefined;
  return sentence ?? problemWords(english, error);
}
