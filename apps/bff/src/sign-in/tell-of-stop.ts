import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { workerSource } from "../mail/worker-source.ts";
import { prepareAlerts, queueAlerts } from "../stops/queue-alerts.ts";

/**
 * Tells the user and every System Administrator that signing in to an account was stopped, once for each stop. The request
 * that brought it about does not: it would take longer where there is somebody to tell. Returns false when there is none.
 */
export async function tellOfStop(system: System): Promise<boolean> {
  return madeFromRecord(async () => {
    const stop = await system.db
      .selectFrom("throttles")
      .select(["key", "stoppedAt", "tellUserId"])
      .where("tellUserId", "is not", null)
      .executeTakeFirst();
    if (stop === undefined) return false;
    const seen = await readUser(system.db, stop.tellUserId!);
    const alerts = await prepareAlerts(system, seen, {
      template: "sign-in-stopped",
      stoppedAt: stop.stoppedAt ?? system.clock.now(),
      expiresAt: null,
      tellsUser: true,
    });

    await transact(system, async (tx) => {
      const told = await tx
        .updateTable("throttles")
        .set({ tellUserId: null })
        .where("key", "=", stop.key)
        .where("tellUserId", "=", seen.id)
        .executeTakeFirst();
      // A success, or another server, came first.
      if (told.numUpdatedRows !== 1n) return;
      await readUnchanged(tx, seen);
      await queueAlerts(system, tx, alerts, seen.id);
      await recordAudit(tx, workerSource(system), {
        action: "sign-in.stopped",
        subjectId: seen.id,
        details: { toldAdministrators: String(alerts.filter(({ readerId }) => readerId !== seen.id).length) },
      });
    });
    return true;
  });
}
