import { expect, test } from "vitest";
import { transact } from "../db/transaction.ts";
import { startBareApp } from "./start.ts";

test("on PostgreSQL the tests run every transaction twice, and nothing of the first run stays", async () => {
  const { system, db } = await startBareApp();
  let runs = 0;
  await transact(system, async (tx) => {
    runs += 1;
    const link = { id: `run ${runs}`, tokenHash: `run ${runs}`, createdAt: "", usedAt: null };
    await tx.insertInto("setupLinks").values(link).execute();
  });
  expect(runs).toBe(process.env["TEST_DATABASE"] === "postgres" ? 2 : 1);
  expect(await db.selectFrom("setupLinks").select("id").execute()).toEqual([{ id: `run ${runs}` }]);
});
