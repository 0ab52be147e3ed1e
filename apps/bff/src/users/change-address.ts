import type { UserRow } from "../accounts/user-row.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { endRecoveries } from "../recoveries/end-recoveries.ts";
import { removeTemporaryPassword } from "../recoveries/temporary-password-progress.ts";
import type { PreparedStoppableMail, Recipient } from "../stops/prepare-mail.ts";
import { prepareNotice, queueNotice } from "../stops/queue-notice.ts";

/** A user as far as mail goes. */
type Reachable = Recipient & Pick<UserRow, "email" | "emailKey">;

/** What tells the two addresses of a change of it; null where there is none, or where it is written in other letters only. */
type AddressNotices = { toOld: PreparedStoppableMail | null; toNew: PreparedStoppableMail | null };

/**
 * Renders what the old and the new address are told, before the transaction. The old one reads it as the record was: one Save
 * with another language or name does not make it unreadable. Only the old one can stop it: the new one may be anybody's.
 */
export async function prepareAddressNotices(
  ctx: Ctx,
  before: Reachable,
  after: Reachable,
): Promise<AddressNotices> {
  if (before.emailKey === after.emailKey) return { toOld: null, toNew: null };
  const template = "email-changed";
  const actor = signedIn(ctx).userId === before.id ? "you" : "an administrator";
  const [toOld, toNew] = await Promise.all([
    prepareNotice(ctx, before, { template, actor }),
    prepareNotice(ctx, after, { template, actor, isStoppable: false }),
  ]);
  return { toOld, toNew };
}

/**
 * What another address brings with it, in the transaction that writes it: links and passwords that were mailed to the old one
 * end, a temporary password that is the user's by now too, and both addresses are told. `changeId` names the change in the audit
 * trail. Returns how many sessions ended.
 */
export async function changeAddress(
  ctx: Ctx,
  tx: Tx,
  user: UserRow,
  { notices, changeId, isMoved }: { notices: AddressNotices; changeId: string; isMoved: boolean },
): Promise<number> {
  const now = ctx.clock.now();
  await tx
    .updateTable("users")
    .set({
      addressFault: null,
      addressFaultReason: null,
      addressFaultAt: null,
      ...(isMoved && { emailChangedAt: now }),
    })
    .where("id", "=", user.id)
    .execute();
  await endRecoveries(tx, now, { userId: user.id, tookEffect: false }, "address-changed");
  await queueNotice(ctx, tx, notices.toOld, changeId);
  await queueNotice(ctx, tx, notices.toNew, changeId);
  if (!isMoved) return 0;
  // What an administrator only told stays: it went to no address.
  const mailed = { userId: user.id, tookEffect: true, mailed: true } as const;
  const ended = await endRecoveries(tx, now, mailed, "address-changed");
  return ended.length === 0 ? 0 : removeTemporaryPassword(tx, now, user);
}
