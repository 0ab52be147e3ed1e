import { z } from "zod";
import type { MailEvent } from "./mail.ts";

const line = z.string().min(1).max(1000);

const Bounce = z.strictObject({
  fate: z.literal("bounce"),
  /** Only `Permanent` says that the address is dead. Default: `Permanent`. */
  type: z.enum(["Permanent", "Transient", "Undetermined"]).default("Permanent"),
  /** Amazon's word for the kind of bounce, like `General` or `MailboxFull`. */
  subType: line.optional(),
  message: line.optional(),
  /** What the other mail server said, like `550 5.1.1 user unknown`. */
  smtpText: line.optional(),
});

/** What becomes of a mail after it was accepted, as a test or a person at the inbox says it. */
export const MailFate = z.discriminatedUnion("fate", [
  z.strictObject({ fate: z.literal("deliver") }),
  z.strictObject({ fate: z.literal("delay") }),
  Bounce,
  z.strictObject({ fate: z.literal("complain") }),
  z.strictObject({ fate: z.literal("suppress"), message: line.optional() }),
  z.strictObject({ fate: z.literal("fail"), reason: line.optional() }),
]);
export type MailFate = z.infer<typeof MailFate>;

/** The details of a bounce; what is absent is said as Resend says it. */
export type BounceDetails = Omit<z.input<typeof Bounce>, "fate">;

/** The event that Resend makes of it; `at` is ISO 8601 in UTC. */
export function eventOf(fate: MailFate, at: string): MailEvent {
  switch (fate.fate) {
    case "deliver":
      return { state: "delivered", at };
    case "delay":
      return { state: "delivery_delayed", at };
    case "complain":
      return { state: "complained", at };
    case "bounce":
      return { state: "bounced", at, bounce: bounceOf(fate) };
    case "suppress": {
      const message = fate.message ?? "The recipient's email address is on the suppression list.";
      return { state: "suppressed", at, suppressed: { message, type: "OnAccountSuppressionList" } };
    }
    case "fail":
      return { state: "failed", at, failed: { reason: fate.reason ?? "reached_daily_quota" } };
  }
}

function bounceOf({ type, subType, message, smtpText }: z.infer<typeof Bounce>): MailEvent["bounce"] {
  const forNow = type === "Transient";
  return {
    type,
    subType: subType ?? (forNow ? "MailboxFull" : "General"),
    message:
      message ??
      (forNow
        ? "The recipient's inbox was full."
        : "The recipient's email provider sent a hard bounce message."),
    diagnosticCode: [
      `smtp; ${smtpText ?? (forNow ? "452 4.2.2 Mailbox full" : "550 5.1.1 Mailbox does not exist")}`,
    ],
  };
}
