import { expect, test } from "vitest";
import { transact } from "../db/transaction.ts";
import { eventually } from "../test/eventually.ts";
import { queueBulk, release } from "../test/queue-bulk.ts";
import { startApp } from "../test/start.ts";
import { endEverythingOpen } from "./end-everything-open.ts";
import { settleAsAccepted } from "./message-life.ts";

test("what waits, is kept to be repeated or was settled of a parcel ends with its line, and no text stays", async () => {
  const app = await startApp();
  const kept = await queueBulk(app, 3);
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  await release(app);
  await eventually(async () => (await app.mailbox.mails()).length).toBe(3);
  await eventually(() => statesOf()).toEqual({ queued: 3 });
  await transact(app.system, (tx) => settleAsAccepted(tx, app.clock.now(), kept[0]!));
  expect(await statesOf()).toEqual({ accepted: 1, queued: 2 });
  // Paused, as what is queued here is.
  const waiting = await queueBulk(app, 2, "waiting");

  await transact(app.system, (tx) => endEverythingOpen(tx, app.clock.now(), "restored"));

  expect(await statesOf()).toEqual({ cancelled: 4, accepted: 1 });
  const rows = await app.db.selectFrom("messages").selectAll().execute();
  for (const row of rows) expect(row).toMatchObject({ sealed: null, parcelId: null });
  expect(await app.db.selectFrom("parcels").selectAll().execute()).toEqual([]);
  const lines = await app.db
    .selectFrom("messageEvents")
    .select("messageId")
    .where("state", "=", "cancelled")
    .where("reason", "=", "The database was put back from a backup.")
    .execute();
  const cancelled = rows.filter(({ state }) => state === "cancelled").map(({ id }) => id);
  expect(lines.map(({ messageId }) => messageId).toSorted()).toEqual(cancelled.toSorted());
  expect(cancelled).toEqual(expect.arrayContaining(waiting));
  expect(rows).toHaveLength(kept.length + waiting.length);

  async function statesOf(): Promise<Record<string, number>> {
    const rows = await app.db.selectFrom("messages").select("state").execute();
    return Object.fromEntries(
      [...Map.groupBy(rows, ({ state }) => state)].map(([state, all]) => [state, all.length]),
    );
  }
});
