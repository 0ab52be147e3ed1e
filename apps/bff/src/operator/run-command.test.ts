import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { migrate } from "../db/migrate.ts";
import { EnvError, readEnv } from "../env.ts";
import { explain } from "../explain-and-exit.ts";
import { openDataFolder } from "../open-data-folder.ts";
import { noteStart } from "../started-with.ts";
import { canBeNobody, nobody, runProgramAs } from "../test/run-program.ts";
import { runCommand } from "./run-command.ts";

// Each command is a process of its own in some tests, and a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const umask = process.umask();
afterEach(() => void process.umask(umask));

const commands = [
  ["emergency-link"],
  ["reset-admin"],
  ["backup", "copy.db"],
  ["restore", "old.db"],
  ["move-to-postgres", "postgres://me:secret@127.0.0.1:1/latchkey"],
  ["rotate-key"],
  ["set-clock-back"],
  ["doctor"],
];

test.each(commands)(
  "%s: without one of the server's variables it says which, and makes and prints nothing",
  async (...command) => {
    const { environment, folder } = await install();
    const printed: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
    onTestFinished(() => void vi.restoreAllMocks());
    const given = command.map((word) => (word.endsWith(".db") ? join(folder, word) : word));
    const before = contentsOf(folder);

    for (const name of Object.keys(environment)) {
      const { [name]: _, ...others } = environment;
      // Where the tests run there may be a ./data.
      const rest = name === "DATA_DIR" ? { ...others, DATA_DIR: join(folder, "elsewhere") } : others;
      const words = await wordsOf(given, rest);
      expect([name, words]).toEqual([
        name,
        expect.stringMatching(
          name === "DATA_DIR" ? /DATA_DIR/ : new RegExp(`^${name}: .* Example: ${name}=`, "m"),
        ),
      ]);
    }
    const all = await wordsOf(given, { DATA_DIR: environment["DATA_DIR"]! });
    expect(all.split("\n").map((line) => line.split(":")[0])).toEqual([
      "PUBLIC_URL",
      "DATABASE_URL",
      "RESEND_API_KEY",
      "RESEND_BASE_URL",
      "RESEND_WEBHOOK_SECRET",
      "MAIL_FROM",
      "SECRET_KEY",
    ]);
    expect(contentsOf(folder)).toEqual(before);
    expect(printed).toEqual([]);
  },
);

test("what only the server needs no command asks for; the port it does, while links follow from it", async () => {
  const { folder } = await install({ PORT: "4100", LOG_LEVEL: "debug", HOST: "::1", MAILBOX_PORT: "4101" });
  const DATA_DIR = join(folder, "data");

  expect(await wordsOf(["doctor"], { DATA_DIR })).toMatch(/^PORT: [^\n]*$/);
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await wordsOf(["doctor"], { DATA_DIR, PORT: "4100" })).toBe("nothing was refused");
});

test("a database that has a key is given no second one, by no command and by no server", async () => {
  const { environment, folder } = await install();
  rmSync(join(folder, "data/started-with.json"));
  const { SECRET_KEY: _, PUBLIC_URL: __, ...others } = environment;
  const before = contentsOf(folder);

  for (const command of [["emergency-link"], ["doctor"], ["restore", join(folder, "old.db")]]) {
    expect(await wordsOf(command, others)).toMatch(/^SECRET_KEY: The database has one/);
  }
  const { PUBLIC_URL: ___, ...server } = others;
  await expect(openDataFolder(readEnv(server))).rejects.toThrow(/^SECRET_KEY: The database has one/);
  expect(contentsOf(folder).map((file) => file.split(" ")[0])).toEqual(
    before.map((file) => file.split(" ")[0]),
  );
});

test("a backup goes into no place that nobody named", async () => {
  const { environment, folder } = await install();
  const env = { ...readEnv({ DATA_DIR: join(folder, "none") }), given: [] };
  const words = await runCommand(["restore", join(folder, "data/started-with.json")], () => env).catch(
    explain,
  );

  expect(words).toMatch(/There is no database at .* Give this command the same DATA_DIR/);
  expect(readdirSync(folder)).not.toContain("none");
  expect(environment["DATA_DIR"]).toBe(join(folder, "data"));
});

test.skipIf(!canBeNobody).for([
  ["root", 0],
  ["its owner", nobody],
] as const)("run by %s, every command keeps the owner of every file (needs root)", async ([, uid]) => {
  const { environment, folder } = await install(undefined, nobody);
  const run = async (...given: string[]) => {
    const program = runProgramAs({ uid, gid: uid, env: environment, cwd: folder }, "cli.ts", ...given);
    expect([given, await program.ended, program.stderr()]).toEqual([
      given,
      expect.any(Number),
      expect.not.stringMatching(/can not go on|^\s+at /m),
    ]);
    expect([given, foreignIn(folder)]).toEqual([given, []]);
  };

  await run("doctor");
  await run("emergency-link");
  await run("backup", "data/copy.db");
  await run("set-clock-back");
  await run("restore", "data/copy.db");
  environment["DATA_DIR"] = join(folder, "fresh/data");
  environment["DATABASE_URL"] = `file:${folder}/fresh/db/latchkey.db`;
  delete environment["SECRET_KEY"];
  environment["PUBLIC_URL"] = "http://localhost:3000";
  await run("restore", "data/copy.db");
  expect(readdirSync(join(folder, "fresh/data"))).toContain("secret.key");
});

test.skipIf(!canBeNobody)(
  "root follows no link that the owner of the folder left where a file is to be made (needs root)",
  async () => {
    const { environment, folder } = await install(undefined, nobody);
    const precious = join(folder, "precious");
    for (const name of ["latchkey.db.restoring", "copy.db"])
      symlinkSync(precious, join(folder, "data", name));
    writeFileSync(join(folder, "data/root.db"), readFileSync(join(folder, "data/latchkey.db")));

    for (const given of [
      ["backup", "data/copy.db"],
      ["restore", "data/root.db"],
    ]) {
      await runProgramAs({ env: environment, cwd: folder }, "cli.ts", ...given).ended;
    }

    expect(() => lstatSync(precious)).toThrow();
  },
);

/** A data folder as a server that ran with these variables left it, whose owner is the one given. */
async function install(own?: Record<string, string>, owner = process.getuid?.() ?? 0) {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const DATA_DIR = join(folder, "data");
  mkdirSync(DATA_DIR, { mode: 0o700 });
  for (const each of [folder, DATA_DIR]) if (owner !== process.getuid?.()) chownSync(each, owner, owner);
  const environment: Record<string, string> = {
    DATA_DIR,
    ...(own ?? {
      DATABASE_URL: `file:${DATA_DIR}/latchkey.db`,
      PUBLIC_URL: "https://latchkey.acme.test",
      SECRET_KEY: randomBytes(32).toString("base64"),
      RESEND_API_KEY: "re_123",
      RESEND_BASE_URL: "https://mail.acme.test",
      RESEND_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
      MAIL_FROM: "Latchkey <no-reply@acme.test>",
      TRUST_PROXY: "none",
    }),
  };
  const env = readEnv(environment);
  const { database, clock } = await openDataFolder({ ...env, logLevel: "silent" });
  await migrate(database, clock);
  database.checkpoint();
  database.copyTo(join(folder, "old.db"));
  await database.close();
  noteStart(env);
  return { environment, folder };
}

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** Every file below a folder with a digest of its bytes. */
function contentsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .map((name) => `${name} ${digest(readFileSync(join(folder, name)))}`)
    .toSorted();
}

/** What in a folder does not belong to its owner. */
function foreignIn(folder: string): string[] {
  const { uid, gid } = lstatSync(folder);
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const found = lstatSync(join(folder, name));
    return found.uid !== uid || found.gid !== gid;
  });
}

async function wordsOf(command: string[], environment: Record<string, string>): Promise<string> {
  try {
    await runCommand(command, () => readEnv(environment));
    return "nothing was refused";
  } catch (error) {
    return error instanceof EnvError ? error.lines.join("\n") : explain(error);
  }
}
