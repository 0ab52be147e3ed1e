import { z } from "zod";
import { body, emptyReply, hints, htmlDocument, reply, type RouteDescription } from "./route.ts";
import { templateNames, type TemplateKey } from "./template-names.ts";
import { Id, Moment } from "./text.ts";

/**
 * What became of a mail. `queued` and `sending`: we have it; `accepted`: the mail service has it; `delayed`: the
 * recipient's server makes it wait; `delivered`: that server has it; `bounced`: that server sent it back; `suppressed`: the
 * mail service refuses the address; `complained`: the recipient called it spam; `failed`: it will not go out; `cancelled`,
 * `expired`; `unknown`: it may have gone out, a person decides.
 */
export const MailState = z.enum([
  "queued",
  "sending",
  "accepted",
  "delayed",
  "delivered",
  "bounced",
  "suppressed",
  "complained",
  "failed",
  "cancelled",
  "expired",
  "unknown",
]);
export type MailState = z.infer<typeof MailState>;

/** A state that a mail reached. */
export const MailEvent = z.strictObject({ at: Moment, state: MailState, reason: z.string().nullable() });
export type MailEvent = z.infer<typeof MailEvent>;

/** A mail as an administrator sees it: its state and why, never its text. */
export const MailStatus = z.strictObject({
  id: Id,
  state: MailState,
  /** Why it waits or ended, in a sentence; null when there is nothing to explain. */
  reason: z.string().nullable(),
  /** The recipient, masked. */
  to: z.string(),
  at: Moment,
  /** When it is tried again; null when it is not waiting. */
  nextAttemptAt: Moment.nullable(),
  /** The states that it reached, oldest first. */
  history: z.array(MailEvent),
});
export type MailStatus = z.infer<typeof MailStatus>;

/** How the list of messages groups the states: still with us; with the mail service or further; will not arrive, or nobody knows. */
export const mailStateGroups = {
  waiting: ["queued", "sending"],
  sent: ["accepted", "delayed", "delivered"],
  problems: ["bounced", "suppressed", "complained", "failed", "expired", "unknown"],
} as const satisfies Record<string, readonly MailState[]>;

const groupNames = Object.keys(mailStateGroups) as (keyof typeof mailStateGroups)[];

/** A message of the outbox as a row of the list. */
export const MessageSummary = z.strictObject({
  id: Id,
  /** Whom it is to; null when that user was deleted. */
  user: z.strictObject({ id: Id, name: z.string() }).nullable(),
  /** The recipient's address; null when that user was deleted. */
  to: z.string().nullable(),
  /** The key of its template; null when it was not kept. */
  template: z.string().nullable(),
  subject: z.string().nullable(),
  state: MailState,
  /** Why it waits or ended, in a sentence; null when there is nothing to explain. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  /** Nobody waits for it: others overtake it. */
  isBulk: z.boolean(),
  createdAt: Moment,
  /** Since when it is in its state. */
  stateAt: Moment,
  /** When it is tried next; null when it does not wait, or while nobody can tell. */
  nextAttemptAt: Moment.nullable(),
});
export type MessageSummary = z.infer<typeof MessageSummary>;

/** A message with its history. */
export const MessageRecord = MessageSummary.extend({
  /** The states that it reached, oldest first. */
  history: z.array(MailEvent),
  /** Its text part, and whether `readMessageHtml` has the other; null when its parts are shown to nobody, as those of mails with a secret. */
  parts: z.strictObject({ text: z.string() }).nullable(),
  /** Which version of its template its words are from; null when they were built in. */
  templateVersion: z.strictObject({ locale: z.string(), number: z.number().int() }).nullable(),
});
export type MessageRecord = z.infer<typeof MessageRecord>;

/** How many messages stand on a page of the list. */
export const messagesPerPage = 25;

/** What the list of messages shows: all of it stands in the page's address. */
export const MessageListQuery = z.strictObject({
  /** Words of the recipient's address or of the user's names. */
  search: z.string().max(200).default(""),
  /** A group of states, or a single one. */
  state: z.enum(["all", ...groupNames, ...MailState.options]).default("all"),
  template: z.enum(Object.keys(templateNames) as [TemplateKey, ...TemplateKey[]]).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
});
export type MessageListQuery = z.infer<typeof MessageListQuery>;

/** The messages of the outbox. */
export const listMessages = {
  method: "get",
  path: "/api/messages",
  summary: "Find messages of the outbox",
  access: "read mail",
  request: { query: MessageListQuery },
  responses: {
    200: reply(
      "One page, newest first",
      z.strictObject({ messages: z.array(MessageSummary), total: z.number().int() }),
    ),
  },
  problems: [],
} as const satisfies RouteDescription;

const MessageParams = z.strictObject({ messageId: Id });

/** A message with its history, and its text part if it carries no secret. */
export const getMessage = {
  method: "get",
  path: "/api/messages/{messageId}",
  summary: "Read a message of the outbox",
  access: "read mail",
  request: { params: MessageParams },
  responses: { 200: reply("The message", MessageRecord) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** The HTML part of a message that carries no secret, as a document that may do nothing: for a sandboxed frame. */
export const readMessageHtml = {
  method: "get",
  path: "/api/messages/{messageId}/html",
  summary: "The HTML part of a message, as a document",
  access: "read mail",
  request: { params: MessageParams },
  responses: { 200: htmlDocument("The mail") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** A person decides what became of a message whose state is `unknown`. */
export const settleMessage = {
  method: "put",
  path: "/api/messages/{messageId}/outcome",
  summary: "Decide what became of a message",
  access: "operate mail",
  audits: { done: ["message.settled"], refused: "message.settled" },
  request: {
    params: MessageParams,
    body: body(z.strictObject({ outcome: z.enum(["accepted", "failed"]) })),
  },
  responses: { 204: emptyReply("Decided") },
  problems: ["not-found", "message-settled"],
} as const satisfies RouteDescription;

/**
 * Why every mail waits. `limit`: the mail service asks to go slower; `quota`: what may be sent in a day or month is used up;
 * `outage`: the service fails; `configuration`: it refuses our key or sender; `manual`: an administrator paused it.
 */
export const MailPause = z.strictObject({
  kind: z.enum(["limit", "quota", "outage", "configuration", "manual"]),
  reason: z.string(),
  since: Moment,
  /** When one mail is tried again; null for a pause by hand, which lasts until it is lifted. */
  until: Moment.nullable(),
});
export type MailPause = z.infer<typeof MailPause>;

/** How it stands with the outbox. */
export const MailQueue = z.strictObject({
  /** How many messages wait, those under way included. */
  depth: z.number().int(),
  /** How many of them are bulk, which others overtake. */
  bulk: z.number().int(),
  oldestWaitingSince: Moment.nullable(),
  /** The oldest waits longer than it should: somebody must look. */
  isSlow: z.boolean(),
  /** Messages of state `unknown`: a person decides. */
  undecided: z.number().int(),
  /** What the mail service announced last; null before the first answer. */
  requestsPerSecond: z.number().int().nullable(),
  pause: MailPause.nullable(),
  /** Why a mail that was tried is tried again, in a sentence; absent while none is. A pause comes after several failures only. */
  retrying: z.string().optional(),
  /** Whether the mail service reports what becomes of mails, and when it did last. */
  webhooks: z.strictObject({ enabled: z.boolean(), lastReceivedAt: Moment.nullable() }),
});
export type MailQueue = z.infer<typeof MailQueue>;

/** The outbox. */
export const getMailQueue = {
  method: "get",
  path: "/api/mail-queue",
  summary: "How it stands with the outbox",
  access: "read mail",
  request: {},
  responses: { 200: reply("The outbox", MailQueue) },
  problems: [],
} as const satisfies RouteDescription;

/** Pauses all mail, or lifts any pause and tries at once. The reply says how it stands after that try, or after a short grace. */
export const updateMailQueue = {
  method: "put",
  path: "/api/mail-queue",
  summary: "Pause or resume all mail",
  access: "operate mail",
  audits: { done: ["mail-queue.paused", "mail-queue.resumed"], refused: "mail-queue.paused" },
  request: { body: body(z.strictObject({ state: z.enum(["paused", "running"]) })) },
  responses: { 200: reply("The outbox", MailQueue) },
  problems: [],
} as const satisfies RouteDescription;

/** Hints that the outbox or one of its messages became different. Ends with the session that watches. */
export const watchMail = {
  method: "get",
  path: "/api/mail-queue/live",
  summary: "Watch the outbox",
  access: "read mail",
  request: {},
  responses: { 200: hints("`open`, then `changed` whenever the outbox or a message shows something else") },
  problems: ["too-many-streams"],
} as const satisfies RouteDescription;
