import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql, type Insertable } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../ports/clock.ts";
import { systemRandom } from "../ports/random.ts";
import { prepareDataFolder, readOrMakeSecretKey } from "./data-folder.ts";
import { migrate, NewerSchemaError } from "./migrate.ts";
import { DatabaseFileError, openDatabase } from "./open.ts";
import type { Database } from "./schema.ts";

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("the folder and every file in it are their owner's alone, whatever the umask", async () => {
  const folder = join(emptyFolder(), "data");
  const umask = process.umask(0);
  onTestFinished(() => void process.umask(umask));

  prepareDataFolder(folder);
  readOrMakeSecretKey(folder, systemRandom);
  const database = openDatabase(join(folder, "latchkey.db"));
  await migrate(database, systemClock);

  expect(mode(folder)).toBe("700");
  for (const file of ["latchkey.db", "latchkey.db-wal", "latchkey.db-shm", "secret.key"]) {
    expect([file, mode(join(folder, file))]).toEqual([file, "600"]);
  }
  await database.close();
});

test("permissions that somebody widened are taken back at the next start", async () => {
  const folder = emptyFolder();
  prepareDataFolder(join(folder, "data"));
  chmodSync(join(folder, "data"), 0o755);
  const file = join(folder, "data", "latchkey.db");
  writeFileSync(file, "", { mode: 0o644 });
  writeFileSync(join(folder, "data", "secret.key"), "key\n", { mode: 0o644 });

  prepareDataFolder(join(folder, "data"));
  expect(readOrMakeSecretKey(join(folder, "data"), systemRandom)).toBe("key");
  await openDatabase(file).close();

  expect(["data", "data/latchkey.db", "data/secret.key"].map((path) => mode(join(folder, path)))).toEqual([
    "700",
    "600",
    "600",
  ]);
});

test("a folder that somebody else made, and a file that is no database, keep their mode", () => {
  const folder = emptyFolder();
  chmodSync(folder, 0o755);
  const other = join(folder, "other.txt");
  writeFileSync(other, "Something else.", { mode: 0o644 });

  for (const _ of ["first", "second"]) {
    prepareDataFolder(folder);
    readOrMakeSecretKey(folder, systemRandom);
    expect(() => openDatabase(other)).toThrow(DatabaseFileError);
  }

  expect([folder, other, join(folder, "secret.key")].map(mode)).toEqual(["755", "644", "600"]);
});

test("the secret key is made once, of 32 random bytes", () => {
  const folder = emptyFolder();

  const key = readOrMakeSecretKey(folder, systemRandom);

  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(readOrMakeSecretKey(folder, systemRandom)).toBe(key);
});

test("nothing is lost when the power fails, references hold, and erased bytes are overwritten", async () => {
  const { db, examine, close } = openDatabase(join(emptyFolder(), "latchkey.db"));
  const pragma = async (name: string) => {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db);
    return Object.values(rows[0] ?? {})[0];
  };

  expect(await pragma("journal_mode")).toBe("wal");
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("foreign_keys")).toBe(1);
  expect(await pragma("secure_delete")).toBe(1);
  expect((await examine(systemClock.now())).map(({ remedy }) => remedy)).toEqual([null, null]);
  await pragma("secure_delete = fast");
  await pragma("synchronous = off");
  expect((await examine(systemClock.now()))[0]?.remedy).toBe(
    "synchronous is 0, secure_delete is 2: is the file on a network drive? Move it to a local disk.",
  );
  await close();
});

test("an erased text is gone from the file and its log after a checkpoint", async () => {
  const file = join(emptyFolder(), "latchkey.db");
  const database = openDatabase(file);
  const { db, checkpoint, close } = database;
  await migrate(database, systemClock);
  const secret = "planted-secret-4711-".repeat(20);
  const row = { id: "a", tokenHash: secret, createdAt: "", usedAt: null };
  await db.insertInto("setupLinks").values(row).execute();
  expect(bytesOf(file)).toContain(secret);

  await db.updateTable("setupLinks").set({ tokenHash: "erased" }).execute();

  expect(checkpoint()).toBe(true);
  expect(bytesOf(file)).not.toContain("planted-secret-4711");
  await close();
});

test("what a user was found by is gone from the file and its log when it changes, as the index of it is", async () => {
  const file = join(emptyFolder(), "latchkey.db");
  const database = openDatabase(file);
  const { db, checkpoint, close } = database;
  await migrate(database, systemClock);
  const texts = {
    userName: "a",
    userNameKey: "a",
    lastName: "A",
    teams: "[]",
    sortName: "a",
    searchText: "  qzxw  ",
  };
  const moments = { createdAt: "", updatedAt: "" };
  const user = { id: "a", version: 1, type: "regular", passwordVersion: 1, ...texts, ...moments } as const;
  await db
    .insertInto("users")
    .values(user as Insertable<Database["users"]>)
    .execute();
  for (let count = 0; count < 100; count++) {
    const other = {
      ...user,
      id: `${count}`,
      userName: `${count}`,
      userNameKey: `${count}`,
      searchText: `  ${count} okafor  `,
    };
    await db
      .insertInto("users")
      .values(other as Insertable<Database["users"]>)
      .execute();
  }
  expect(bytesOf(file)).toContain("qzx");

  await db.updateTable("users").set({ searchText: "" }).where("id", "=", "a").execute();

  expect(checkpoint()).toBe(true);
  for (const trigram of ["qzx", "zxw", "xw  "]) expect(bytesOf(file)).not.toContain(trigram);
  await close();
});

test("a checkpoint beside a reader is not done, and says so", async () => {
  const file = join(emptyFolder(), "latchkey.db");
  const database = openDatabase(file);
  const { db, checkpoint, close } = database;
  await migrate(database, systemClock);
  const reader = openDatabase(file);
  await reader.db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection);
    await sql`select * from "users"`.execute(connection);
    await db
      .insertInto("setupLinks")
      .values({ id: "a", tokenHash: "t", createdAt: "", usedAt: null })
      .execute();
    expect(checkpoint()).toBe(false);
    await sql`rollback`.execute(connection);
  });
  expect(checkpoint()).toBe(true);
  await reader.close();
  await close();
});

test("a file that is damaged, or no database, is refused in words", async () => {
  const folder = emptyFolder();
  const noDatabase = join(folder, "letter.db");
  writeFileSync(noDatabase, "Dear Jane, ".repeat(1000));
  const damaged = join(folder, "damaged.db");
  const database = openDatabase(damaged);
  await migrate(database, systemClock);
  database.checkpoint();
  await database.close();
  const bytes = readFileSync(damaged);
  bytes.fill(0xaa, 4096 + 100, bytes.length - 100);
  writeFileSync(damaged, bytes);

  for (const file of [noDatabase, damaged]) {
    expect(() => openDatabase(file)).toThrow(DatabaseFileError);
    expect(() => openDatabase(file)).toThrow(`The database file ${file} is damaged or not a database.`);
  }
});

test("migrating twice changes nothing; a database of a newer version is refused untouched", async () => {
  const database = openDatabase(join(emptyFolder(), "latchkey.db"));
  const { db, close } = database;
  await migrate(database, systemClock);
  const applied = await db.selectFrom("schemaMigrations").selectAll().orderBy("name").execute();
  await migrate(database, systemClock);
  expect(await db.selectFrom("schemaMigrations").selectAll().orderBy("name").execute()).toEqual(applied);

  await db
    .insertInto("schemaMigrations")
    .values({ name: "9999-from-the-future", appliedAt: systemClock.now() })
    .execute();

  await expect(migrate(database, systemClock)).rejects.toThrow(NewerSchemaError);
  await expect(migrate(database, systemClock)).rejects.toThrow("9999-from-the-future");
  await close();
});

test("two servers that start at once on an empty file migrate it once", async () => {
  const file = join(emptyFolder(), "latchkey.db");
  const [first, second] = [openDatabase(file), openDatabase(file)];

  await Promise.all([migrate(first, systemClock), migrate(second, systemClock)]);

  const names = await second.db.selectFrom("schemaMigrations").select("name").execute();
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  await first.close();
  await second.close();
});

test("a row about a user who is not there can't be written", async () => {
  const database = openDatabase(join(emptyFolder(), "latchkey.db"));
  const { db, close } = database;
  await migrate(database, systemClock);

  const orphan = {
    id: "s",
    userId: "nobody",
    tokenHash: "t",
    restrictedAt: null,
    createdAt: "",
    lastSeenAt: "",
    endedAt: null,
    address: null,
    userAgent: null,
  };
  await expect(db.insertInto("sessions").values(orphan).execute()).rejects.toThrow(/FOREIGN KEY/);
  await close();
});

function bytesOf(file: string): string {
  return ["", "-wal", "-shm"].map((end) => readFileSync(`${file}${end}`, "latin1")).join("");
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("while the whole file is looked through, nobody stands still to empty its log, and it is emptied afterwards", async () => {
  const database = openDatabase(join(emptyFolder(), "latchkey.db"));
  await migrate(database, systemClock);

  const examined = database.examineBeside(new AbortController().signal);
  expect(database.checkpoint()).toBe(false);
  expect(await examined).toBe(null);
  expect(database.checkpoint()).toBe(true);
  await database.close();
});

test("whoever stops looking through the file finds nothing, and its log can be emptied at once", async () => {
  const database = openDatabase(join(emptyFolder(), "latchkey.db"));
  await migrate(database, systemClock);
  const stop = new AbortController();

  const examined = database.examineBeside(stop.signal);
  stop.abort();
  expect(await examined).toBe(null);
  expect(database.checkpoint()).toBe(true);
  await database.close();
});
