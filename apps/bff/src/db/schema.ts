import type { Generated } from "kysely";
import type { UserType } from "@latchkey/contract/permissions.ts";
import type { EndReason } from "@latchkey/contract/recoveries.ts";
import type { MailState } from "@latchkey/contract/mail.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import type { StoppableMail } from "@latchkey/contract/stops.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { Moment } from "../ports/clock.ts";

/**
 * Every table. Ids are UUIDv7 made by us, times are ISO 8601 text in UTC, a state is the time at which it began. Portable
 * between SQLite and PostgreSQL.
 */
export type Database = {
  users: {
    id: string;
    /** Counts the changes of the record that an administrator sees; Save sends the one it saw. */
    version: number;
    userName: string;
    /** The canonical user name: unique. */
    userNameKey: string;
    /** What the user name looks like; null once the record is anonymous. */
    userNameSkeleton: string | null;
    salutation: string | null;
    firstName: string | null;
    lastName: string;
    title: string | null;
    email: string | null;
    /** The canonical email address: unique. */
    emailKey: string | null;
    phone: string | null;
    type: UserType;
    /** A JSON array of texts. */
    teams: string;
    language: string | null;
    timeZone: string | null;
    /** system, light or dark; null counts as system. */
    theme: string | null;
    /** Since when `/` and `?` do nothing by themselves; null while they do. */
    oneSignKeysOffAt: Moment | null;
    deactivatedAt: Moment | null;
    /** Set for good: the record is anonymous and stands for the audit trail only. */
    deletedAt: Moment | null;
    /** By which the user is sorted and found: `searchColumns` makes them of whatever can be searched for. */
    sortName: string;
    /** Grows with the order of the names. */
    sortPlace: Generated<number>;
    searchText: string;
    passwordHash: string | null;
    /** Counts the changes of the password, and the stops ("this wasn't me"). */
    passwordVersion: number;
    /** Set while the password is a temporary one: until when it can be used. */
    temporaryPasswordExpiresAt: Moment | null;
    /** The recovery or own change through which the present password was chosen; null when nobody remembers. */
    passwordSetThrough: string | null;
    lastSignedInAt: Moment | null;
    /** When the address took the place of another one, or of none; null while it is the first. */
    emailChangedAt: Moment | null;
    /** Mail to the present address came back for good, or its holder does not want it. */
    addressFault: "bounced" | "complained" | "suppressed" | null;
    addressFaultReason: string | null;
    addressFaultAt: Moment | null;
    /** The user said "this wasn't me"; an administrator who acts afterwards needs a reason until this is cleared. */
    recoveryStoppedAt: Moment | null;
    selfServiceBlockedUntil: Moment | null;
    createdAt: Moment;
    updatedAt: Moment;
  };
  sessions: {
    id: string;
    userId: string;
    tokenHash: string;
    /** Set while the session is good for choosing a new password only. */
    restrictedAt: Moment | null;
    createdAt: Moment;
    lastSeenAt: Moment;
    endedAt: Moment | null;
    address: string | null;
    userAgent: string | null;
  };
  /** Ways back in that somebody was given, from sent to finished or ended. */
  recoveries: {
    id: string;
    userId: string;
    /** A link; a password that only its mail holds; a temporary password that an administrator tells. */
    way: "link" | "mailed-password" | "told-password";
    askedBy: "administrator" | "user" | "operator";
    /** The administrator who caused it. */
    createdBy: string | null;
    createdAt: Moment;
    expiresAt: Moment;
    /** Of a link. */
    tokenHash: string | null;
    /** Of a mailed password, until it takes effect or ends. */
    passwordHash: string | null;
    /** The user's `passwordVersion` that a mailed password replaces. */
    replacesVersion: number | null;
    /** The user's `passwordVersion` that a password made when it took effect. */
    becameVersion: number | null;
    /** When an administrator extended a link. */
    extendedAt: Moment | null;
    /** When a person was on the page of the link first. */
    openedAt: Moment | null;
    /** When the password became the user's: told ones at Save, mailed ones when their mail was accepted or they were used. */
    tookEffectAt: Moment | null;
    /** The first sign-in with the password. */
    signedInAt: Moment | null;
    /** With which browser and on what the page was opened, or the first sign-in made; null when nobody can tell. */
    usedOn: string | null;
    /** When the user chose a password of their own through it. */
    finishedAt: Moment | null;
    /** When it ended before that, other than by its expiry. */
    endedAt: Moment | null;
    endReason: EndReason | null;
    messageId: string | null;
    /** The audit event of its beginning; an administrator's has one. */
    auditEventId: string | null;
    /** Why an administrator did it, as far as they said so. */
    reason: string | null;
    ticket: string | null;
    /** How the caller was verified. */
    verifiedBy: string | null;
  };
  /** What Generate proposes, for fifteen minutes; Save consumes it. */
  passwordSuggestions: {
    id: string;
    userId: string;
    administratorId: string;
    passwordHash: string;
    /** The text, sealed, until it expires. */
    sealed: string | null;
    createdAt: Moment;
    expiresAt: Moment;
  };
  /** The HTML parts of previews, which a frame asks for next. */
  templatePreviews: {
    /** The hash of the name by which it is asked for. */
    id: string;
    ownerId: string;
    sealed: string;
    createdAt: Moment;
    expiresAt: Moment;
  };
  /** "This wasn't me": one for each mail that carries it. */
  stopLinks: {
    id: string;
    userId: string;
    tokenHash: string;
    /** The recovery or own change that the mail was about; null when it was about none. */
    aboutId: string | null;
    messageId: string;
    /** The key of the mail's template. */
    template: StoppableMail;
    createdAt: Moment;
    expiresAt: Moment;
    usedAt: Moment | null;
  };
  /** What was saved of templates, by language, and of the layout; the newest of each is in force. */
  templateVersions: {
    id: string;
    key: TemplateKey | "layout";
    /** Empty for the layout. */
    locale: Language | "";
    /** 1, 2, 3 … of each key and locale. */
    number: number;
    kind: "edited" | "restored" | "reset";
    /** The number of the version that it repeats. */
    restores: number | null;
    /** What was saved, as JSON; null stands for what is built in. */
    content: string | null;
    note: string;
    authorId: string;
    authorName: string;
    createdAt: Moment;
    /** When a newer one took its place; null while it is the newest. */
    replacedAt: Moment | null;
  };
  /** What administrators typed and did not save yet: one row for each of them, key and locale. */
  templateDrafts: {
    id: string;
    key: TemplateKey | "layout";
    locale: Language | "";
    authorId: string;
    /** The number of the version that it began from. */
    basedOn: number;
    content: string;
    updatedAt: Moment;
  };
  /** One row, once somebody has said: what holds for readers whose record names no language or time zone. */
  readerDefaults: { id: string; language: Language | null; timeZone: string | null };
  /** The outbox. */
  messages: {
    id: string;
    userId: string;
    /** Whoever queues a kind registers its callbacks under it. */
    kind: string;
    /** The key of the template; null for mails from before it was kept. */
    template: string | null;
    /** The template's version, whose words it has; null for the built-in ones. */
    templateVersion: string | null;
    /** The row that the message is about, in the room that queued it. */
    aboutId: string | null;
    toAddress: string;
    subject: string | null;
    state: MailState;
    reason: string | null;
    /** The rendered mail, sealed; erased at the end of its life. */
    sealed: string | null;
    /** The parts as JSON `{ html, text }`, without their stop link, of a mail that carries no other secret; else null. */
    openParts: string | null;
    /** 0 goes first: somebody waits for it. 1 is bulk. */
    priority: number;
    /** The parcel in which it is under way or may have left; none while it waits and never left. */
    parcelId: string | null;
    /** It shares a parcel with at most so many, itself included: halved whenever a parcel with it was refused. */
    parcelLimit: number;
    /** How often it was tried, in whatever company. */
    attempts: number;
    nextAttemptAt: Moment;
    /** Not accepted by then: given up, unless an attempt is unclear. Never after `expiresAt`. */
    giveUpAt: Moment;
    /** The secret in it ends. */
    expiresAt: Moment;
    providerId: string | null;
    createdAt: Moment;
    /** When its state became what it is, once it has left the queue. */
    endedAt: Moment | null;
  };
  /** What happened to a message: a row for each state that it reached. */
  messageEvents: { id: string; messageId: string; at: Moment; state: MailState; reason: string | null };
  /**
   * One request to the mail service, frozen, from its first attempt until what became of it is known: its mails are the
   * messages that name it, in the order of their ids, and every attempt repeats them byte for byte.
   */
  parcels: {
    /** The idempotency key; of a single mail the message's id. */
    id: string;
    /** That of its messages. */
    priority: number;
    attempts: number;
    nextAttemptAt: Moment;
    /** Until when the attempt under way is given; null while it waits for another one. */
    leasedUntil: Moment | null;
    /** The key lives 24 hours from then. */
    firstAttemptAt: Moment;
  };
  /** The ids of webhooks that were heeded, so that each has one effect. */
  webhookDeliveries: { id: string; type: string; messageId: string | null; receivedAt: Moment };
  /** One row a sender: why and until when every mail waits. */
  senderPauses: {
    id: string;
    kind: "limit" | "quota" | "outage" | "configuration" | "manual";
    reason: string;
    /** When it is over, one mail probes; the row goes when that succeeds. */
    until: Moment;
    createdAt: Moment;
  };
  /** One row: what the mail service announced last. */
  senderLimits: { id: string; requestsPerSecond: number; announcedAt: Moment };
  auditEvents: {
    id: string;
    at: Moment;
    /** One of the contract's `AuditAction`. */
    action: string;
    outcome: "done" | "refused";
    actorKind: "user" | "operator" | "worker" | "stranger";
    /** Of a user only. */
    actorId: string | null;
    /** The user's name, or the operator's command. */
    actorName: string | null;
    subjectId: string | null;
    address: string | null;
    userAgent: string | null;
    /** Null for what no request caused. */
    requestId: string | null;
    /** A JSON object of texts. */
    details: string;
    /** How often it was refused; what happened is a row each. */
    times: Generated<number>;
    /** When it was refused for the last time; null while it was once. */
    lastAt: Moment | null;
    /** Of refusals: a fingerprint of what they have in common. */
    floodKey: string | null;
  };
  /** Attempts, by a fingerprint of what is counted. */
  throttles: {
    key: string;
    /** What the attempts weigh together. */
    points: number;
    lastAttemptAt: Moment;
    blockedUntil: Moment;
    /** A fingerprint of what the last one was aimed at. */
    aim: string | null;
    /** Since when there were too many in a row. */
    stoppedAt: Moment | null;
    /** Whose account was stopped, until they are told. */
    tellUserId: string | null;
  };
  /** Somebody forgot their password; the worker looks up whom it concerns. */
  recoveryRequests: {
    id: string;
    /** What was typed, sealed; erased when settled. */
    sealed: string | null;
    createdAt: Moment;
    settledAt: Moment | null;
    address: string | null;
    userAgent: string | null;
    requestId: string;
  };
  /** One row: the key of fingerprints, sealed under a secret key. */
  fingerprintKeys: { id: string; sealed: string; createdAt: Moment };
  setupLinks: { id: string; tokenHash: string; createdAt: Moment; usedAt: Moment | null };
  /** One row: how far time has come, as of the last housekeeping. */
  clockMarks: {
    id: string;
    reachedAt: Moment;
    /** The clock was wrong before this, and was put back on purpose: audit events until then say nothing of the time. */
    believedAfter: Moment | null;
  };
  schemaMigrations: { name: string; appliedAt: Moment };
};
