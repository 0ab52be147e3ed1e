import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import type { UserType } from "@latchkey/contract/permissions.ts";
import type { Kysely } from "kysely";
import type { Database } from "./db/schema.ts";
import type { Dialect } from "./db/transaction.ts";
import type { Clock } from "./ports/clock.ts";
import type { Hasher } from "./ports/hasher.ts";
import type { Log } from "./ports/log.ts";
import type { Random } from "./ports/random.ts";
import type { Sealer } from "./ports/sealer.ts";

/** How this installation is named and reached. */
export type Installation = {
  productName: string;
  companyName: string | null;
  /** Whom users ask; null means their System Administrator. */
  supportContact: string | null;
  /** The only origin of links, cookies and the origin check; no path, no trailing slash. */
  publicUrl: string;
  mailFrom: string;
  /** Where answers to mails go; null: to the sender. */
  mailReplyTo: string | null;
  /** Where the built-in mailbox shows its mails, while it stands in for the mail service. */
  mailboxUrl: string | null;
  /** The mail service reports what became of mails after it accepted them. */
  webhooks: boolean;
  /** Administrators may copy a link and hand it over. */
  copiedLinks: boolean;
};

/** What every part of the server works with. */
export type System = {
  db: Kysely<Database>;
  dialect: Dialect;
  /** Our time: it never goes back. */
  clock: Clock;
  /** The machine's, which may have been put back; only to tell of that. */
  machineClock: Clock;
  random: Random;
  hasher: Hasher;
  sealer: Sealer;
  log: Log;
  installation: Installation;
  outbox: {
    /** Wakes the worker after something was queued. */
    nudge(): void;
    /** Wakes the worker, and waits until this message was tried or settled, or a short grace (2 s at most) is over. */
    sendSoon(messageId: string): Promise<void>;
  };
};

/** A user with a session. */
export type SignedIn = {
  kind: "user";
  userId: string;
  sessionId: string;
  name: string;
  type: UserType;
  /** The session is good for choosing a new password only. */
  restricted: boolean;
};

/** Who acts: a user with a session, the operator at the server's shell, the worker that sends mail, or a stranger. */
export type Actor =
  | SignedIn
  | { kind: "operator"; command: string }
  | { kind: "worker" }
  | { kind: "stranger" };

/** A request's surroundings: the system, who asks, and from where. */
export type Ctx = System & {
  actor: Actor;
  requestId: string;
  address: string | null;
  userAgent: string | null;
  /** What the route may leave in the audit trail. */
  audits: readonly AuditAction[];
  /** Whom the request is about; verbs that find out later set it, so that refusals are audited on the right record. */
  subject: { userId: string | null };
  sessionCookie: OwnCookie;
  /** Tells which accounts signed in with this browser before. */
  deviceCookie: OwnCookie;
};

/** A cookie of ours in the browser that asks. */
export type OwnCookie = {
  read(): string | null;
  set(value: string): void;
  clear(): void;
};

/** The signed-in person who asks. Throws when there is none: the route's access has let only sessions in. */
export function signedIn(ctx: Ctx): SignedIn {
  if (ctx.actor.kind !== "user") throw new Error("This route needs a session.");
  return ctx.actor;
}
