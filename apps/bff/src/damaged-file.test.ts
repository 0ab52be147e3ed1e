import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { eventually } from "./test/eventually.ts";
import { freshPlace, runProgram, runServer } from "./test/run-program.ts";

const minutes = { timeout: 120_000 };

test(
  "a file that is damaged where no start looks is told of beside the traffic, and takes no change",
  minutes,
  async () => {
    const place = await freshPlace();
    const url = `http://localhost:${place.PORT}`;
    await (await runServer(place)).stop();
    damage(join(place.DATA_DIR, "latchkey.db"), "templateVersions");

    const server = await runServer(place);
    await eventually(() => server.stderr(), 30_000).toContain("The database file is damaged");

    expect(server.stderr()).toContain("Stop Latchkey and put back a backup: pnpm latchkey restore <file>\n");
    expect(server.stdout()).toContain('"event":"database.damaged"');
    const readiness = await fetch(`${url}/readyz`);
    expect([readiness.status, await readiness.json()]).toMatchObject([
      503,
      {
        reasons: [expect.stringMatching(/^The database file is damaged, and no change is taken any more\./)],
      },
    ]);
    const token = /\/setup#([\w-]{43})\n/.exec(server.stderr())![1]!;
    const person = { userName: "root.admin", lastName: "Root", email: "root@acme.test" };
    const change = await fetch(`${url}/api/setup`, {
      method: "POST",
      headers: { origin: url, "content-type": "application/json" },
      body: JSON.stringify({ token, ...person, password: "quiet harbour lamp 49" }),
    });
    expect([change.status, await change.json()]).toMatchObject([503, { type: "storage-full" }]);
    expect(await server.stop()).toBe(0);

    for (const command of [["doctor"], ["backup", join(place.DATA_DIR, "copy.db")]]) {
      const shell = runProgram("cli.ts", place, ...command);
      expect([command, await shell.ended, shell.stderr()]).toEqual([
        command,
        1,
        expect.stringContaining("is damaged or not a database"),
      ]);
    }
  },
);

/** Spoils the first page of a table, past SQLite. */
function damage(file: string, table: string): void {
  const sqlite = new Sqlite(file, { readonly: true });
  const root = sqlite.prepare("select rootpage from sqlite_schema where name = ?").pluck().get(table);
  const size = sqlite.pragma("page_size", { simple: true }) as number;
  sqlite.close();
  const bytes = readFileSync(file);
  bytes.fill(0xaa, (Number(root) - 1) * size, Number(root) * size);
  writeFileSync(file, bytes);
}
