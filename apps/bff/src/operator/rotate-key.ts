import { sql } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { readSealed, type SealedRow } from "../db/sealed-rows.ts";
import { transact } from "../db/transaction.ts";
import { operatorSource } from "./operator-source.ts";
import type { OpenSystem } from "./with-system.ts";

/**
 * Seals under the first secret key, beside servers that may be running, whatever is sealed under another one, and says whether
 * anything needs that any more. Returns the exit code: 1 when there are texts that no key opens.
 */
export async function rotateKey({ system, database }: OpenSystem): Promise<number> {
  let sealedAnew = 0;
  let lost = 0;
  for await (const rows of readSealed(system.db)) {
    const keys = rows.map(({ sealed, id }) => system.sealer.keyOf(sealed, id));
    lost += keys.filter((key) => key === null).length;
    const others = rows.filter((_, index) => keys[index] !== null && keys[index] !== 0);
    if (others.length > 0) sealedAnew += await sealAnew(system, others);
  }
  if (sealedAnew > 0) {
    await transact(system, (tx) =>
      recordAudit(tx, operatorSource(system, "rotate-key"), {
        action: "secret-key.rotated",
        subjectId: null,
        details: { sealedAnew: String(sealedAnew) },
      }),
    );
  }
  database.checkpoint();
  process.stdout.write(
    sealedAnew === 0
      ? "Nothing is sealed under another key than the first.\n"
      : `${sealedAnew} sealed texts are under the first key now.\n`,
  );
  if (lost > 0) {
    process.stderr.write(
      `${lost} sealed texts can't be read with any key that was given. Give theirs after a comma (SECRET_KEY=new,previous) and call this again, or let them go: such a mail ends, says why, and can be sent again.\n`,
    );
    return 1;
  }
  process.stdout.write(
    sealedAnew === 0
      ? "If every server runs with this key first, the previous one can be taken out of SECRET_KEY and destroyed, wherever it is kept: then nobody can read what was erased under it.\n"
      : "When every server runs with it first, call this once more: what they sealed meanwhile follows.\n",
  );
  return 0;
}

/** What was changed or erased meanwhile stays as it is. Returns how many it did. */
async function sealAnew(system: System, rows: readonly SealedRow[]): Promise<number> {
  return transact(system, async (tx) => {
    let done = 0;
    for (const { table, id, sealed } of rows) {
      const anew = system.sealer.seal(system.sealer.open(sealed, id), id);
      const { numAffectedRows } =
        await sql`update ${sql.table(table)} set "sealed" = ${anew} where "id" = ${id} and "sealed" = ${sealed}`.execute(
          tx,
        );
      done += Number(numAffectedRows ?? 0);
    }
    return done;
  });
}
