import { z } from "zod";
import { bareAddress, isAddress } from "./address.ts";
import type { Mail } from "./mail.ts";
import { ResendError } from "./resend-error.ts";

const text = (field: string) =>
  z.string({
    error: (issue) =>
      issue.input === undefined ? `Missing \`${field}\` field.` : `Invalid \`${field}\` field.`,
  });

const address = (field: string) =>
  text(field)
    .refine(
      isAddress,
      `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
    )
    .refine(
      (value) => field === "from" || !/@(example|test)\.com$/i.test(bareAddress(value)),
      `Invalid \`${field}\` field. Please use our testing email address instead of domains like \`example.com\`.`,
    );

const addresses = (field: string, least: number) =>
  z
    .array(address(field))
    .min(least, `Missing \`${field}\` field.`)
    .max(50, `Invalid \`${field}\` field. At most 50 addresses are allowed.`);

const noControls = (value: string) => !/\p{Cc}/u.test(value);
const tagMessage = "Tags should only contain ASCII letters, numbers, underscores, or dashes.";
const tagPart = z.string(tagMessage).regex(/^[A-Za-z0-9_-]{1,256}$/, tagMessage);
const notHere = (field: string) =>
  z.null(`The built-in mailbox does not support the \`${field}\` field.`).optional();

/** A file in base64. What a sender would let the mail service fetch is not fetched here. */
const Attachment = z
  .object({
    path: notHere("path"),
    filename: text("filename")
      .min(1, "Invalid `filename` field.")
      .refine(noControls, "Invalid `filename` field."),
    content: z.base64("Invalid `content` field.").min(1, "Invalid `content` field."),
    content_type: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+$/, "Invalid `content_type` field.")
      .nullish(),
    content_id: z
      .string()
      .regex(/^[\w.@+-]{1,127}$/, "Invalid `content_id` field.")
      .nullish(),
  })
  .transform(({ filename, content, content_type, content_id }) => ({
    name: filename,
    type: content_type ?? null,
    contentId: content_id ?? null,
    content,
  }));

const Email = z
  .object({
    from: address("from"),
    to: addresses("to", 1),
    cc: addresses("cc", 0),
    bcc: addresses("bcc", 0),
    reply_to: addresses("reply_to", 0),
    subject: text("subject")
      .min(1, "Missing `subject` field.")
      .refine(noControls, "The `\\n` is not allowed in the `subject` field."),
    html: text("html").nullish(),
    text: text("text").nullish(),
    headers: z
      .record(
        z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "Invalid `headers` field."),
        z.string("Invalid `headers` field.").refine(noControls, "Invalid `headers` field."),
        "Invalid `headers` field.",
      )
      .nullish(),
    tags: z.array(z.object({ name: tagPart, value: tagPart }), tagMessage).nullish(),
    attachments: z.array(Attachment, "Invalid `attachments` field.").nullish(),
    scheduled_at: notHere("scheduled_at"),
    template: notHere("template"),
    topic_id: notHere("topic_id"),
  })
  .refine((email) => email.html || email.text, "Missing `html` or `text` field.");

/** The part of a mail that its sender decides. */
export type EmailContent = Omit<Mail, "id" | "state" | "history" | "receivedAt" | "idempotencyKey">;

/** Reads one mail of a request body; throws what Resend answers (422) when it can't be sent. */
export function parseEmail(body: unknown): EmailContent {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ResendError(422, "validation_error", "The request body must be a JSON object.");
  const parsed = Email.safeParse({ ...body, ...addressLists(body) });
  if (!parsed.success) throw toResendError(parsed.error);
  const { reply_to: replyTo, html, text: plain, headers, tags, attachments, ...email } = parsed.data;
  return {
    from: email.from,
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    replyTo,
    subject: email.subject,
    html: html || null,
    text: plain || null,
    headers: headers ?? {},
    tags: tags ?? [],
    attachments: attachments ?? [],
  };
}

/** Resend takes one address or a list of them in each of these fields. */
function addressLists(body: object): Record<string, unknown> {
  const fields = new Map(Object.entries(body));
  return Object.fromEntries(
    ["to", "cc", "bcc", "reply_to"].map((field) => {
      const value: unknown = fields.get(field) ?? [];
      return [field, typeof value === "string" ? [value] : value];
    }),
  );
}

function toResendError(error: z.ZodError): ResendError {
  const issue = error.issues[0];
  const message = issue?.message ?? "The request body is not valid.";
  if (message.startsWith("Missing")) return new ResendError(422, "missing_required_field", message);
  if (issue?.path[0] === "from") return new ResendError(422, "invalid_from_address", message);
  return new ResendError(422, "validation_error", message);
}
