import type { stopRecovery as route } from "@latchkey/contract/stops.ts";
import { madeFromRecord, requireUnchanged } from "../accounts/read-unchanged.ts";
import type { UserRow } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { searchColumns } from "../db/search-text.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { dropOvertakenSuggestions } from "../passwords/suggestion.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { endSessions } from "../sessions/session-store.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import {
  endsPresentPassword,
  findPresentedStopLink,
  findStopLink,
  removesPresentAddress,
  type FoundStopLink,
} from "./find-stop-link.ts";
import { prepareAlerts, queueAlerts } from "./queue-alerts.ts";

/** Ends every open recovery of a user. */
type EndRecoveries = (tx: Tx, now: Moment, which: { userId: string }, reason: "stopped") => Promise<unknown>;

/**
 * "This wasn't me": ends what was begun in the user's name, keeps it from being begun again, and tells the administrators.
 * The composition root hands in how recoveries end: their room stands to the right, since their mails carry stop links.
 */
export const stopRecovery =
  (endRecoveries: EndRecoveries): Verb<typeof route> =>
  async (ctx, { body: { token } }) => {
    let presented: FoundStopLink | null = await findPresentedStopLink(ctx, token);

    const stopped = await madeFromRecord(async () => {
      const { user: seen } = presented ?? (await findStopLink(ctx, ctx.db, token));
      // Another try is made from what has changed since.
      presented = null;
      const now = ctx.clock.now();
      const selfServiceBlockedUntil = addMinutes(now, lifetimes.selfServiceBlockMinutes);
      const alerts = await prepareAlerts(ctx, seen, {
        template: "recovery-stopped",
        stoppedAt: now,
        expiresAt: selfServiceBlockedUntil,
      });
      return transact(ctx, async (tx) => {
        const found = await findStopLink(ctx, tx, token);
        const { link, user } = found;
        requireUnchanged(user, seen);
        const used = await tx
          .updateTable("stopLinks")
          .set({ usedAt: now })
          .where("id", "=", link.id)
          .where("usedAt", "is", null)
          .where("expiresAt", ">", now)
          .executeTakeFirst();
        if (used.numUpdatedRows !== 1n) return beforehand(found, now);

        await endRecoveries(tx, now, { userId: user.id }, "stopped");
        await dropOvertakenSuggestions(tx, user.id);
        const endsPassword = await endsPresentPassword(tx, found);
        const removesAddress = await removesPresentAddress(tx, found);
        await blockAccess(tx, now, user.id, { endsPassword, selfServiceBlockedUntil });
        if (removesAddress) await removeAddress(tx, now, user);
        const endedSessions = await endSessions(tx, now, { userId: user.id });
        await queueAlerts(ctx, tx, alerts, link.id);
        await recordAudit(tx, ctx, {
          action: "recovery.stopped",
          subjectId: user.id,
          details: {
            mail: link.template,
            password: endsPassword ? "ended" : "kept",
            ...(removesAddress && { address: "removed" }),
            endedSessions: String(endedSessions),
            selfServiceBlockedUntil,
            alertedAdministrators: String(alerts.length),
          },
        });
        return {
          alreadyStopped: false,
          stoppedAt: now,
          hasPassword: user.passwordHash !== null && !endsPassword,
          selfServiceBlockedUntil,
          alertedAdministrators: alerts.length,
        };
      });
    });
    ctx.outbox.nudge();
    return stopped;
  };

/** What a second use tells of the first. */
function beforehand({ link, user }: FoundStopLink, now: Moment) {
  const until = user.selfServiceBlockedUntil;
  return {
    alreadyStopped: true,
    stoppedAt: link.usedAt ?? now,
    hasPassword: user.passwordHash !== null,
    selfServiceBlockedUntil: until !== null && until > now ? until : null,
    alertedAdministrators: 0,
  };
}

/**
 * Nobody gets a link or password by mail until an administrator has made sure of an address: neither the new one, nor the old
 * one, which may have been a stranger's whom a typing error had let in.
 */
async function removeAddress(tx: Tx, now: Moment, user: UserRow): Promise<void> {
  await tx
    .updateTable("users")
    .set({
      email: null,
      emailKey: null,
      emailChangedAt: now,
      addressFault: null,
      addressFaultReason: null,
      addressFaultAt: null,
      ...searchColumns({ ...user, email: null }),
      version: user.version + 1,
      updatedAt: now,
    })
    .where("id", "=", user.id)
    .execute();
}

/** Counts as a change of the password even when it stays: whatever began with the account as it was can't end any more. */
async function blockAccess(
  tx: Tx,
  now: Moment,
  userId: string,
  { endsPassword, selfServiceBlockedUntil }: { endsPassword: boolean; selfServiceBlockedUntil: Moment },
): Promise<void> {
  await tx
    .updateTable("users")
    .set((eb) => ({
      passwordVersion: eb("passwordVersion", "+", 1),
      recoveryStoppedAt: now,
      selfServiceBlockedUntil,
      ...(endsPassword && { passwordHash: null, temporaryPasswordExpiresAt: null, passwordSetThrough: null }),
    }))
    .where("id", "=", userId)
    .execute();
}
