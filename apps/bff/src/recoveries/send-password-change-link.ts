import type { sendPasswordChangeLink as route } from "@latchkey/contract/recoveries.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import type { MailKind } from "../mail/mail-kind.ts";
import { addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { queueStoppableMail } from "../stops/queue-stoppable-mail.ts";
import { readRecovery } from "./read-recovery.ts";
import { guardRecovery, recordRecovery } from "./record-recovery.ts";
import { renderMail } from "../stops/render-mail.ts";
import { mailableAddress, readUser } from "../accounts/user-row.ts";
import { voidLinks } from "./void-recoveries.ts";

/** The name of its mail in the outbox. */
export const linkMailKind = "password-change-link";

/** Option A: stores the hash of a unique, expiring link and mails it; an older link of an administrator is replaced. */
export const sendPasswordChangeLink: Verb<typeof route> = async (ctx, { params: { userId }, body }) => {
  const seen = await readUser(ctx.db, userId);
  mailableAddress(seen);
  guardRecovery(seen, body, { mails: true });

  const token = newToken(ctx.random);
  const linkId = newId();
  const messageId = newId();
  const now = ctx.clock.now();
  const expiresAt = addMinutes(now, lifetimes.passwordChangeLinkMinutes);
  const link = `${ctx.installation.publicUrl}/reset-password#${token}`;

  await transact(ctx, async (tx) => {
    const user = await readUser(tx, userId);
    const to = mailableAddress(user);
    guardRecovery(user, body, { mails: true });
    await voidLinks(tx, now, { userId, askedBy: "administrator" }, "replaced");
    await tx
      .insertInto("passwordChangeLinks")
      .values({
        id: linkId,
        userId,
        tokenHash: hashToken(token),
        askedBy: "administrator",
        createdBy: signedIn(ctx).userId,
        createdAt: now,
        expiresAt,
        usedAt: null,
        voidedAt: null,
        voidReason: null,
        messageId,
      })
      .execute();
    await queueStoppableMail(ctx, tx, {
      id: messageId,
      userId,
      kind: linkMailKind,
      aboutId: linkId,
      mail: await renderMail(ctx, tx, "password-change-link", user, to, {
        actor: "an administrator",
        link,
        expiresAt,
      }),
      expiresAt,
      giveUpAt: expiresAt,
    });
    await recordRecovery(
      tx,
      ctx,
      { recoveryId: linkId, note: body.note },
      {
        action: "password-change-link.sent",
        subjectId: userId,
        details: { recoveryId: linkId, messageId, expiresAt },
      },
    );
  });

  await ctx.outbox.sendSoon(messageId);
  return readRecovery(ctx, userId, linkId);
};

/** The link's mail is wanted while the link is open; the link works from the start, whatever becomes of the mail. */
export const linkMail: MailKind = {
  async stillWanted(tx, message, { clock }) {
    const link = await tx
      .selectFrom("passwordChangeLinks")
      .innerJoin("users", "users.id", "passwordChangeLinks.userId")
      .select(["usedAt", "voidedAt", "expiresAt", "email", "deactivatedAt"])
      .where("passwordChangeLinks.id", "=", message.aboutId)
      .executeTakeFirst();
    if (link === undefined || link.usedAt !== null || link.voidedAt !== null) {
      return { state: "cancelled", reason: "The link is no longer open." };
    }
    if (link.deactivatedAt !== null) return { state: "cancelled", reason: "The user was deactivated." };
    if (link.email !== message.toAddress)
      return { state: "cancelled", reason: "The user's address was changed." };
    if (link.expiresAt <= clock.now())
      return { state: "expired", reason: "The link expired before it could be sent." };
    return null;
  },
  onAccepted: async () => {},
  onDropped: async () => {},
};
