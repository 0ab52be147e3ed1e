import * as accountsEnd from "./accounts/end-everything-open.ts";
import * as accounts from "./accounts/forget-user.ts";
import type { Tx } from "./db/transaction.ts";
import * as mailEnd from "./mail/end-everything-open.ts";
import type { EndOfEverything } from "./mail/end-everything-open.ts";
import * as mail from "./mail/forget-user.ts";
import * as passwordsEnd from "./passwords/end-everything-open.ts";
import * as passwords from "./passwords/forget-user.ts";
import type { Moment } from "./ports/clock.ts";
import * as recoveriesEnd from "./recoveries/end-everything-open.ts";
import * as recoveries from "./recoveries/forget-user.ts";
import * as sessionsEnd from "./sessions/end-everything-open.ts";
import * as sessions from "./sessions/forget-user.ts";
import * as setupEnd from "./setup/end-everything-open.ts";
import * as signIn from "./sign-in/forget-user.ts";
import * as stopsEnd from "./stops/end-everything-open.ts";
import * as stops from "./stops/forget-user.ts";
import * as templates from "./templates/forget-user.ts";

/** The rooms that keep something of a user, from right to left: what builds on others forgets first. */
const keepers = [signIn, recoveries, stops, passwords, templates, mail, sessions, accounts];

/** Forgets everything personal of a user, and ends what is open for them, in every room. */
export async function forgetUser(tx: Tx, now: Moment, userId: string): Promise<void> {
  for (const room of keepers) await room.forgetUser(tx, now, userId);
}

/** The rooms in which something can be open, likewise. */
const openers = [setupEnd, recoveriesEnd, stopsEnd, passwordsEnd, mailEnd, sessionsEnd, accountsEnd];

/** Ends everything that is open, of everybody, in every room; nothing that stays is from the future. */
export async function endEverythingOpen(tx: Tx, now: Moment, why: EndOfEverything): Promise<void> {
  for (const room of openers) await room.endEverythingOpen(tx, now, why);
}
