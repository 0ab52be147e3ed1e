import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createClient, type Client } from "@latchkey/contract/client.ts";
import type { MailQueue, MailStatus, MessageRecord, MessageSummary } from "@latchkey/contract/mail.ts";
import type { ProblemType } from "@latchkey/contract/problem.ts";
import type { Recovery } from "@latchkey/contract/recoveries.ts";
import type { User, UserSummary } from "@latchkey/contract/users.ts";
import { sql } from "kysely";
import type { OpenDatabase } from "../db/open.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { origin, startBareApp, type BareApp } from "./start.ts";

/** A recovery as the earlier program told it. */
export type EarlierRecovery = Omit<
  Recovery,
  "way" | "state" | "endReason" | "tookEffectAt" | "finishedAt" | "mail"
> & {
  kind: "password-change-link" | "generated-password" | "temporary-password" | "own-change";
  state: "open" | "pending" | "used" | "expired" | "void" | "dropped";
  voidReason: Recovery["endReason"];
  activatedAt: Moment | null;
  passwordSetAt: Moment | null;
  mail: MailStatus | null;
};

/** An event of the audit trail as the earlier program told it. */
export type EarlierEvent = {
  id: string;
  at: Moment;
  action: string;
  outcome: "done" | "refused";
  actor: { id: string; name: string } | null;
  address: string | null;
  userAgent: string | null;
  details: Record<string, string>;
};

/** A reply, or the problem with which it was refused. */
export type Answer<Reply> = Reply | Refused;
export type Refused = { problem: ProblemType };

/** How it stood with a user after an act; what came about only then is masked. */
export type EarlierStanding = {
  access: Pick<
    User,
    | "hasPassword"
    | "temporaryPasswordUntil"
    | "linkPendingUntil"
    | "openSessions"
    | "recoveryStoppedAt"
    | "selfServiceBlockedUntil"
  >;
  recoveries: (Omit<EarlierRecovery, "note" | "auditEventId" | "createdBy" | "mail"> & {
    mail: Pick<MailStatus, "state" | "reason"> | null;
  })[];
  /** The three newest events, as `action outcome`. */
  newest: string[];
};

/** What was done to the earlier program, what it answered, and how it stood with the user if that changed something. */
export type Act<What = object> = What & { userId: string; reply: unknown; then?: EarlierStanding };

/** What the earlier program replied, and what it did with every secret that it had mailed or told. */
type EarlierReplies = {
  /** Where its clock stood. */
  moment: Moment;
  /** A key of the tests: nothing but this installation was ever sealed with it. */
  secretKey: string;
  /** The cookies of sessions that are open. */
  cookies: { administrator: string; member: string; restricted: string };
  sessions: Record<"administrator" | "member" | "restricted", unknown>;
  reads: {
    of: Record<
      string,
      {
        id: string;
        user: Answer<User>;
        recoveries: Answer<{ recoveries: EarlierRecovery[] }>;
        audit: { events: EarlierEvent[]; total: number };
      }
    >;
    /** By status and access: of everybody whole, else the user names. */
    lists: Record<string, { total: number; users: (UserSummary | string)[] }>;
    queue: MailQueue;
    messages: MessageSummary[];
    /** How many messages each group or state has. */
    groups: Record<string, number>;
    message: Record<string, MessageRecord>;
  };
  /** Each act on a copy of the installation that the acts before it in the list had changed. */
  links: Act<{ token: string; lookUp: unknown }>[];
  passwords: Act<{ userName: string; password: string }>[];
  replacements: Act<{ userName: string; password: string }>[];
  stopLookUps: Act<{ token: string }>[];
  "stops of the oldest": Act<{ token: string }>[];
  "stops of the newest": Act<{ token: string }>[];
  ownChanges: Act<{ userName: string; password: string; endsPassword: Record<string, unknown> }>[];
  revocations: Act<{ recoveryId: string }>[];
  deactivations: Act[];
  addressChanges: Act[];
  suggestions: Act<{ suggestionId: string }>[];
  throttled: { problem: ProblemType; retryAt: Moment };
  waitingRequest: { userId: string; then: EarlierStanding };
  "settled accepted": Act<{ messageId: string }>[];
  "settled failed": Act<{ messageId: string }>[];
  mailGoesOn: {
    messages: Record<string, MessageSummary["state"]>;
    then: Record<string, EarlierStanding>;
    /** What arrived then; `keptKey` is the idempotency key of what may have left before. */
    mails: { message: string; keptKey: string | null; to: string; subject: string; hash: string }[];
  };
};

const read = (name: string) =>
  gunzipSync(readFileSync(new URL(`fixtures/${name}.gz`, import.meta.url))).toString("utf8");

/** The rows of the earlier installation, with its tables, as SQL. */
const dump = read("earlier-installation.sql");

/** What the earlier program replied. */
export const earlier = JSON.parse(read("earlier-installation.json")) as EarlierReplies;

const statements = dump.trimEnd().slice(0, -1).split(";\n");

/** Puts the earlier installation into an empty database, SQLite or PostgreSQL: its tables as they were, and its rows. */
export async function fillWithEarlier({ db }: Pick<OpenDatabase, "db">): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Today's program, started on what the earlier one left at the moment at which that one stopped. */
export type UpgradedApp = BareApp & {
  /** The caller of an open session, by its cookie. */
  as(cookie: string): Client;
  /** The System Administrator whose session is open. */
  admin: Client;
};

async function withdrawRequest({ db }: OpenDatabase): Promise<void> {
  await db.deleteFrom("recoveryRequests").where("settledAt", "is", null).execute();
}

/**
 * Starts today's program on the installation that the earlier one left, with the mail paused by hand as it was. `change` makes
 * it another one before; by default somebody's wish for a link, which waits to be looked at, is withdrawn.
 */
export async function startUpgraded(change = withdrawRequest): Promise<UpgradedApp> {
  const app = await startBareApp({
    left: {
      moment: earlier.moment,
      secretKey: earlier.secretKey,
      async fill(database) {
        await fillWithEarlier(database);
        await change(database);
      },
    },
  });
  const as = (cookie: string) =>
    createClient(origin, async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("origin", origin);
      headers.set("user-agent", "Test Browser");
      headers.set("cookie", `latchkey=${cookie}`);
      return app.fetch(new Request(String(input), { ...init, headers }));
    });
  return { ...app, as, admin: as(earlier.cookies.administrator) };
}

const moments = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const ids = /[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;
const known = new Set([...(dump.match(moments) ?? []), ...(dump.match(ids) ?? [])]);

/** Acts take less than this long: moments within it may be those of the acts, though a row has the same by chance. */
const present = [earlier.moment, addMinutes(earlier.moment, 10)] as const;

/** Masks the moments and ids that came about after the earlier program stopped: their values can't be compared. */
export function masked<Value>(value: Value): Value {
  const text = JSON.stringify(value) ?? "null";
  return JSON.parse(
    text
      .replaceAll(moments, (moment) =>
        known.has(moment) && (moment < present[0] || moment > present[1]) ? moment : "a new moment",
      )
      .replaceAll(ids, (id) => (known.has(id) ? id : "a new id")),
  ) as Value;
}
