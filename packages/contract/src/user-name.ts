import { requiredText } from "./text.ts";

/** A user name: visible letters of any script, digits, dot, hyphen and underscore; never an @, which marks an email address. */
export const UserName = requiredText(64, "Enter a user name.").refine(
  (name) => /^(?:(?!\p{DI})[\p{L}\p{M}\p{N}._-])+$/u.test(name),
  "Use letters, digits, dots, hyphens and underscores only.",
);

/** A hair space: mails put it into names that mail programs would make links of. No user name holds one. */
export const linkBreak = "\u200a";

/** The one form in which user names are compared and kept unique; one copied from a mail is the same. */
export function canonicalUserName(name: string): string {
  return name.replaceAll(linkBreak, "").trim().normalize("NFKC").toLowerCase().normalize("NFC");
}
