import { z } from "zod";

/** Resend's names for what may have become of a mail; `opened` and `clicked` never happen, tracking stays off. */
export const MailState = z.enum([
  "sent",
  "delivery_delayed",
  "delivered",
  "bounced",
  "suppressed",
  "failed",
  "complained",
]);
export type MailState = z.infer<typeof MailState>;

/** One thing that happened to a mail, with what Resend tells about it. */
export const MailEvent = z.strictObject({
  state: MailState,
  at: z.iso.datetime(),
  bounce: z
    .strictObject({
      type: z.enum(["Permanent", "Transient", "Undetermined"]),
      subType: z.string(),
      message: z.string(),
      /** What the other mail server said, like `smtp; 550 5.1.1 user unknown`. */
      diagnosticCode: z.array(z.string()),
    })
    .optional(),
  failed: z.strictObject({ reason: z.string() }).optional(),
  suppressed: z.strictObject({ message: z.string(), type: z.string() }).optional(),
});
export type MailEvent = z.infer<typeof MailEvent>;

/** One mail as the mailbox keeps and shows it; missing parts are null or empty, times are ISO 8601 in UTC. */
export const Mail = z.strictObject({
  id: z.string(),
  /** Resend's name for the last event of this mail. */
  state: MailState,
  /** Everything that happened to it, oldest first. */
  history: z.array(MailEvent).default([]),
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
  attachments: z
    .array(
      z.strictObject({
        name: z.string(),
        type: z.string().nullable(),
        /** The HTML shows it under this name, behind `cid:`. */
        contentId: z.string().nullable(),
        /** In base64. */
        content: z.string(),
      }),
    )
    .default([]),
});
export type Mail = z.infer<typeof Mail>;
