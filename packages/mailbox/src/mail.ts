import { z } from "zod";

/** One mail as the mailbox keeps and shows it; missing parts are null or empty, times are ISO 8601 in UTC. */
export const Mail = z.strictObject({
  id: z.string(),
  /** Resend's name for the last event of this mail. */
  state: z.literal("sent"),
  receivedAt: z.iso.datetime(),
  idempotencyKey: z.string().nullable(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  html: z.string().nullable(),
  text: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});
export type Mail = z.infer<typeof Mail>;
