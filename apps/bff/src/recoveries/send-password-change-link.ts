import type { sendPasswordChangeLink as route } from "@latchkey/contract/recoveries.ts";
import { guardAdministrators } from "../accounts/guard-administrators.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { mailableAddress, readUser } from "../accounts/user-row.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { prepareMail } from "../stops/prepare-mail.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { endRecoveries } from "./end-recoveries.ts";
import { makeLink } from "./make-link.ts";
import { noLongerReaches, readMailedRecovery } from "./mailed-recovery.ts";
import { readRecovery } from "./read-recovery.ts";
import { guardRecovery, recordRecovery } from "./record-recovery.ts";
import { insertRecovery } from "./recovery-row.ts";

/** The name of its mail in the outbox. */
export const linkMailKind = "password-change-link";

/** Option A: stores the hash of a unique, expiring link and mails it; an older link of an administrator is replaced. */
export const sendPasswordChangeLink: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const by = signedIn(ctx);
  const messageId = newId();
  const recoveryId = await madeFromRecord(async () => {
    const seen = await readUser(ctx.db, userId);
    const to = mailableAddress(seen);
    guardRecovery(seen, body, { mails: true });
    // One's own link goes to one's own mailbox: whoever forgot their password has none to give.
    if (by.userId !== userId) await guardAdministrators(ctx, [seen], body.currentPassword);

    const { url, ...link } = makeLink(ctx, lifetimes.passwordChangeLinkMinutes);
    const { id, createdAt: now, expiresAt } = link;
    const mail = await prepareMail(ctx, seen, to, {
      template: "password-change-link",
      actor: "an administrator",
      link: url,
      expiresAt,
    });

    await transact(ctx, async (tx) => {
      const user = await readUnchanged(tx, seen);
      guardRecovery(user, body, { mails: true });
      await endRecoveries(tx, now, { userId, way: "link", askedBy: "administrator" }, "replaced");
      await queueStoppableMail(ctx, tx, mail, {
        id: messageId,
        kind: linkMailKind,
        aboutId: id,
        expiresAt,
        giveUpAt: expiresAt,
      });
      const auditEventId = await recordRecovery(tx, ctx, body.note, {
        action: "password-change-link.sent",
        subjectId: userId,
        details: { recoveryId: id, messageId, expiresAt },
      });
      await insertRecovery(tx, {
        ...link,
        userId,
        way: "link",
        askedBy: "administrator",
        createdBy: by.userId,
        messageId,
        told: { auditEventId, note: body.note },
      });
    });
    return id;
  });

  await ctx.outbox.sendSoon(messageId);
  return readRecovery(ctx, userId, recoveryId);
};

/** The link's mail is wanted while the link is open; the link works from the start, whatever becomes of the mail. */
export const linkMail: MailKind = {
  async stillWanted(tx, message, { clock }) {
    const link = await readMailedRecovery(tx, message);
    if (link === undefined || link.finishedAt !== null || link.endedAt !== null) {
      return { state: "cancelled", reason: "The link is no longer open." };
    }
    const unreached = noLongerReaches(link, message);
    if (unreached !== null) return unreached;
    if (link.expiresAt <= clock.now())
      return { state: "expired", reason: "The link expired before it could be sent." };
    return null;
  },
  onAccepted: async () => {},
  onDropped: async () => {},
};
