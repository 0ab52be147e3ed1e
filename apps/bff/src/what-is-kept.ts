import { readFileSync, writeFileSync } from "node:fs";
import { sessionLimits, UserType, userTypeNames } from "@latchkey/contract/permissions.ts";
import { keptDays } from "./accounts/counts.ts";
import type { Database } from "./db/schema.ts";
import { bordersOf, withTable } from "./made-table.ts";
import { reportKeptDays } from "./mail/receive-report.ts";
import { toldLateMinutes } from "./passwords/suggestion.ts";
import { toldLateHours } from "./recoveries/mailed-password.ts";
import { settledKeptHours } from "./recoveries/settle-recovery-request.ts";
import { knownOriginDays } from "./sessions/session-store.ts";
import { lifetimes } from "./settings/lifetimes.ts";
import { previewMinutes } from "./templates/preview-store.ts";

type Kept = { what: string; why: string; howLong: string };

const hours = (minutes: number) => `${minutes / 60} hours`;
const limitsOf = (type: UserType) => {
  const { idleMinutes, absoluteMinutes } = sessionLimits(type);
  return `${userTypeNames[type]}: ${idleMinutes} minutes without a request, ${hours(absoluteMinutes)} in all`;
};
const untilDeleted = "until the user is deleted";

/** What every table keeps of people, why and how long: one that is not told of here does not compile. */
const kept: Record<keyof Database, readonly Kept[]> = {
  users: [
    {
      what: "The record: names, address, phone, language, time zone; the password as a hash",
      why: "to sign in, and to give access back",
      howLong: `${untilDeleted}; an anonymous row stays for the audit trail`,
    },
  ],
  sessions: [
    {
      what: "An open session; its token as a hash",
      why: "to know who asks",
      howLong: UserType.options.map(limitsOf).join("; "),
    },
    {
      what: "Network address and browser of a session",
      why: "so that its user and administrators recognise it",
      howLong: `${knownOriginDays} days after it was last used, or ${untilDeleted}`,
    },
    {
      what: "That there was a session: its times and the hash of its token",
      why: "so that no token works twice",
      howLong: "for good",
    },
  ],
  recoveries: [
    {
      what: "Links, mailed and told passwords: by whom, when, what became of them; the token as a hash",
      why: "so that administrators see what happened",
      howLong: "for good",
    },
    {
      what: "Why an administrator did it, how the caller was verified, and on what browser and device it was used first",
      why: "the same",
      howLong: untilDeleted,
    },
    {
      what: "The hash of a mailed password that has not taken effect",
      why: "to let it take effect",
      howLong: `until then or its end, or ${toldLateHours} hours after it expired`,
    },
  ],
  passwordSuggestions: [
    {
      what: "The text of a generated password, sealed",
      why: "to save and mail what was shown",
      howLong: `until Save or another change of the access, ${lifetimes.passwordSuggestionMinutes} minutes at most`,
    },
    { what: "Its hash", why: "to say that it expired", howLong: `${hours(toldLateMinutes)} after that` },
  ],
  stopLinks: [
    { what: "“This wasn't me” links, as hashes", why: "to end what a mail was about", howLong: untilDeleted },
  ],
  readerDefaults: [
    {
      what: "The language and time zone of the installation",
      why: "for mails to users whose record names none",
      howLong: "for good",
    },
  ],
  templateVersions: [
    {
      what: "Versions of templates, with their author's name",
      why: "to see and restore them",
      howLong: "for good",
    },
  ],
  templateDrafts: [
    {
      what: "What an administrator typed and did not save",
      why: "to go on with it",
      howLong: "until Save or Discard",
    },
  ],
  messages: [
    {
      what: "A mail, sealed with its secrets",
      why: "to send it, and again",
      howLong: "until its end is known",
    },
    {
      what: "Its address, subject and text without secrets",
      why: "to see what was sent",
      howLong: untilDeleted,
    },
  ],
  messageEvents: [
    { what: "What became of a mail, and when", why: "to see it", howLong: `for good; words ${untilDeleted}` },
  ],
  parcels: [
    { what: "Attempts to mail", why: "to send nothing twice", howLong: "until what became of them is known" },
  ],
  webhookDeliveries: [
    {
      what: "Ids of the mail service's reports",
      why: "so that each counts once",
      howLong: `${reportKeptDays} days`,
    },
  ],
  senderPauses: [{ what: "Why all mail waits", why: "to wait", howLong: "until it goes on" }],
  senderLimits: [
    { what: "How fast mails may leave", why: "to keep the pace", howLong: "until the next one" },
  ],
  auditEvents: [
    {
      what: "The audit trail, with names, network address and browser as they were",
      why: "to answer for who did what",
      howLong: "for good",
    },
  ],
  throttles: [
    {
      what: "Counts of attempts, by keyed fingerprints of names and networks",
      why: "to slow guessing down",
      howLong: `${keptDays} days after the last one`,
    },
  ],
  fingerprintKeys: [
    {
      what: "The key of those fingerprints, sealed",
      why: "so that counts outlive a change of the secret key",
      howLong: "for good",
    },
  ],
  recoveryRequests: [
    {
      what: "What was typed into Forgot Password?, sealed",
      why: "to find whom it means",
      howLong: "until it is settled",
    },
    {
      what: "Network address and browser of that",
      why: "for the audit event of its link",
      howLong: `${settledKeptHours} hours after that`,
    },
  ],
  templatePreviews: [
    {
      what: "Previews of mails, sealed",
      why: "to show them in the editor",
      howLong: `${previewMinutes} minutes, or until a user is deleted`,
    },
  ],
  setupLinks: [{ what: "Set-up links, as hashes", why: "so that each works once", howLong: "for good" }],
  clockMarks: [{ what: "How far time has come", why: "so that nothing revives", howLong: "for good" }],
  schemaMigrations: [{ what: "Which migrations ran", why: "to run each once", howLong: "for good" }],
};

/** README.md with the table of what is kept in its place. Throws when that place is not there. */
export function readmeWithKept(readme: string): string {
  const rows = Object.entries(kept).flatMap(([table, each]) =>
    each.map(({ what, why, howLong }) => [what, why, howLong, `\`${table}\``]),
  );
  const head = ["What", "Why", "How long", "Table"];
  return withTable(readme, bordersOf("apps/bff/src/what-is-kept.ts"), [head, ...rows]);
}

if (import.meta.main) writeFileSync("README.md", readmeWithKept(readFileSync("README.md", "utf8")));
