import type { settleMessage as route } from "@latchkey/contract/mail.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { settleUnknown } from "./advance-message.ts";
import type { MailKinds } from "./mail-kind.ts";

/** A person decides what became of a message, with everything that depends on it. The composition root gives the kinds. */
export const settleMessage =
  (kinds: MailKinds): Verb<typeof route> =>
  async (ctx, { params: { messageId }, body: { outcome } }) => {
    await transact(ctx, async (tx) => {
      const { userId } = await settleUnknown(ctx, tx, kinds, messageId, outcome);
      await recordAudit(tx, ctx, {
        action: "message.settled",
        subjectId: userId,
        details: { outcome, messageId },
      });
    });
  };
