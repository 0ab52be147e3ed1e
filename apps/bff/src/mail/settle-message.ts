import type { settleMessage as route } from "@latchkey/contract/mail.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Verb } from "../http/verb.ts";
import type { MailKinds } from "./mail-kind.ts";
import { settleUnknown } from "./message-life.ts";
import { transactPost } from "./post.ts";

/** A person decides what became of a message, with everything that depends on it. The composition root gives the kinds. */
export const settleMessage =
  (kinds: MailKinds): Verb<typeof route> =>
  async (ctx, { params: { messageId }, body: { outcome } }) => {
    await transactPost(ctx, kinds, async (post) => {
      const { userId } = await settleUnknown(post, messageId, outcome);
      await recordAudit(post.tx, ctx, {
        action: "message.settled",
        subjectId: userId,
        details: { outcome, messageId },
      });
    });
  };
