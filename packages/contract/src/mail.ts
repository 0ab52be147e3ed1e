import { z } from "zod";
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

/** Why mail to an address is not expected to arrive, since when, and in the words of the other side. */
export const AddressFault = z.strictObject({
  kind: z.enum(["bounced", "complained", "suppressed"]),
  reason: z.string(),
  at: Moment,
});
export type AddressFault = z.infer<typeof AddressFault>;
