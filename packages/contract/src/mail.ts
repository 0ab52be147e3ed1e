import { z } from "zod";
import { Id, Moment } from "./text.ts";

/**
 * What became of a mail. `queued` and `sending`: we have it; `accepted`: the mail service has it; the ends are `failed` (it
 * will not go out), `cancelled`, `expired`, and `unknown` (it may have gone out; a person decides).
 */
export const MailState = z.enum([
  "queued",
  "sending",
  "accepted",
  "failed",
  "cancelled",
  "expired",
  "unknown",
]);
export type MailState = z.infer<typeof MailState>;

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
});
export type MailStatus = z.infer<typeof MailStatus>;
