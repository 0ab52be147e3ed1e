import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "./db/migrate.ts";
import { readEnv } from "./env.ts";
import { explain } from "./explain-and-exit.ts";
import { openBuiltInMailbox } from "./mail-service.ts";
import { openDataFolder } from "./open-data-folder.ts";
import { backUp } from "./operator/back-up.ts";
import { examine } from "./operator/examine.ts";
import { restore } from "./operator/restore.ts";
import { withSystem } from "./operator/with-system.ts";
import { freePort } from "./test/free-port.ts";
import { runProgram } from "./test/run-program.ts";

/** What stands in a folder before a start: a file with this text, or a folder. */
type Place = Record<string, string | null>;

const equalBytes = Buffer.alloc(32, 7).toString("base64");

/** What is there, what the program is given (`…` is the folder), and what it says. */
const starts: Record<string, [Place, Record<string, string>, RegExp]> = {
  "a data folder that is a file": [{ data: "" }, {}, /\/data is a file where a folder is needed.*DATA_DIR/],
  "a data folder below a file": [
    { x: "" },
    { DATA_DIR: "…/x/data" },
    /\/x is a file where a folder is needed/,
  ],
  "a data folder where none can be made": [{}, { DATA_DIR: "/proc/latchkey" }, /\/proc\/latchkey .*Check/],
  "a data folder with too long a name": [{}, { DATA_DIR: `…/${"x".repeat(300)}` }, /can't be followed/],
  "a database below a file": [{ x: "" }, { DATABASE_URL: "file:…/x/a.db" }, /x\/a\.db can't be opened/],
  "a database that is a folder": [{ "data/latchkey.db/": null }, {}, /latchkey\.db can't be opened/],
  "a database that is none": [{ "data/latchkey.db": "x".repeat(9999) }, {}, /is damaged or not a database/],
  "a log that is a folder": [
    { "data/latchkey.db": "", "data/latchkey.db-wal/": null },
    {},
    /latchkey\.db.*Stop Latchkey|can't be opened/,
  ],
  "a key that is a folder": [
    { "data/secret.key/": null },
    {},
    /secret\.key is a folder where a file is need/,
  ],
  "a key that leads nowhere": [{ "data/secret.key": "-> nowhere" }, {}, /a link that leads nowhere/],
  "a key file of equal bytes": [{ "data/secret.key": equalBytes }, {}, /secret\.key: It can be guessed/],
  "a given key of equal bytes": [{}, { SECRET_KEY: equalBytes }, /SECRET_KEY: It can be guessed/],
  "a mailbox that is a file": [{ "data/mailbox": "" }, {}, /mailbox is a file where a folder is needed/],
  "mails that are a folder": [{ "data/mailbox/mails.jsonl/": null }, {}, /mails\.jsonl is a folder/],
  "mails that are none": [{ "data/mailbox/mails.jsonl": "x\n" }, {}, /line 1, is not a mail\. Move the file/],
  "a host of another machine": [
    {},
    { HOST: "192.0.2.1" },
    /no address 192\.0\.2\.1:\d+\. Give one of its own/,
  ],
  "a host that is none": [
    {},
    { HOST: "nowhere.invalid" },
    /no address nowhere\.invalid\. Give one of its own/,
  ],
};

test.for(Object.entries(starts))("a start is refused in words: %s", async ([, [place, given, says]]) => {
  const folder = prepare(place);
  const ports = { PORT: String(await freePort()), MAILBOX_PORT: String(await freePort()) };
  const environment = { DATA_DIR: join(folder, "data"), ...ports, ...inFolder(given, folder) };

  const words = await wordsOf(() => start(environment));

  expect(words).toMatch(says);
  expect(words).not.toMatch(noWords);
});

test.each<[string, string[]]>([
  ["main.ts", []],
  ["cli.ts", ["doctor"]],
  ["cli.ts", ["restore", "backup.db"]],
])("the program itself ends with code 1 and says so: %s %o", async (file, given) => {
  const folder = prepare({ file: "", "none.db": "" });
  const place = { DATA_DIR: `${folder}/file/data`, DATABASE_URL: `file:${folder}/none.db` };
  const program = runProgram(file, place, ...given);

  expect(await program.ended).toBe(1);
  expect(program.stderr()).toMatch(/is a file where a folder is needed|There is no file backup\.db/);
  expect(program.stderr()).not.toMatch(noWords);
});

test("a shell command that can't read or write its file says so in words", async () => {
  const folder = prepare({ file: "", "folder/": null, "none.db": "x".repeat(9999) });
  const place = readEnv({ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent" });
  const at = (path: string) => ({ ...place, database: { file: `${folder}/${path}` } });
  const ports = { PORT: String(await freePort()), MAILBOX_PORT: String(await freePort()) };
  const started = await wordsOf(() => start({ DATA_DIR: place.dataDir, ...ports }));
  expect(started).toBe("nothing was refused");
  const backUpTo = (file: string) => withSystem(place, (open) => backUp(open, file));

  const words = [
    await wordsOf(() => backUpTo(`${folder}/file/copy.db`)),
    await wordsOf(() => backUpTo("/proc/copy.db")),
    await wordsOf(() => restore(place, `${folder}/folder`)),
    await wordsOf(() => restore(place, `${folder}/none.db`)),
    await wordsOf(() => restore(at("file/a.db"), `${folder}/none.db`)),
    await wordsOf(() => restore(at("folder"), `${folder}/none.db`)),
    await wordsOf(() => examine(at("file/a.db"))),
  ];

  expect(words).toEqual([
    expect.stringMatching(/copy\.db can't be written\. Check its folder/),
    expect.stringMatching(/\/proc\/copy\.db can't be written/),
    expect.stringMatching(/folder is a folder where a file is needed/),
    expect.stringMatching(/is damaged or not a database/),
    expect.stringMatching(/\/file is a file where a folder is needed/),
    expect.stringMatching(/folder can't be opened/),
    expect.stringMatching(/There is no database at .*Give this command/),
  ]);
  expect(words.join("")).not.toMatch(noWords);
});

test.each([
  ["EACCES", { path: "/srv/data" }, /^\/srv\/data can't be used by the user who runs this\. Give it to them/],
  ["EPERM", { path: "/srv/data" }, /^\/srv\/data can't be used/],
  ["EROFS", { path: "/srv/data" }, /lies on a disk that can't be written to\. Choose/],
  ["ENOSPC", { path: "/srv/data" }, /^There is no room for \/srv\/data\. Make room/],
  ["ELOOP", { path: "/srv/data" }, /links lead in a circle\. Choose/],
  ["EIO", { path: "/srv/data" }, /^The disk fails at \/srv\/data\./],
  ["EMFILE", { path: "/srv/data" }, /^Too many files are open\. Raise/],
  ["EACCES", { port: 80, address: "0.0.0.0" }, /^This user may not listen at port 80\. Choose one/],
  [
    "EWHATEVER",
    { path: "/srv/data" },
    /^An unexpected fault \(Error EWHATEVER .*\)\. Run: pnpm latchkey doctor/,
  ],
])("of %s on %o no stack is told", (code, facts, says) => {
  const error = Object.assign(new Error(`${code}: hunter2`), { code, syscall: "open", ...facts });

  expect(explain(error)).toMatch(says);
  expect(explain(error)).not.toMatch(/hunter2|\n/);
});

/** What only a developer could make something of. */
const noWords = /^\s*at |unexpected fault|node:/m;

/** Begins as the program does, and stops again. Throws what keeps it from starting. */
async function start(environment: Record<string, string>): Promise<void> {
  const env = readEnv({ ...environment, LOG_LEVEL: "silent" });
  const { database, clock } = await openDataFolder(env);
  try {
    await migrate(database, clock);
    const port = Number(environment["MAILBOX_PORT"]);
    const { mailbox } = await openBuiltInMailbox({ folder: `${env.dataDir}/mailbox`, port });
    await mailbox!.close();
    const server = createServer().listen(env.port, env.host);
    await once(server, "listening");
    server.close();
  } finally {
    await database.close();
  }
}

async function wordsOf(work: () => Promise<unknown>): Promise<string> {
  const umask = process.umask();
  const words = await work().then(() => "nothing was refused", explain);
  process.umask(umask);
  return words;
}

function inFolder(given: Record<string, string>, folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replace("…", folder)]));
}

function prepare(place: Place): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(place)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith("/") ? path : join(path, ".."), { recursive: true });
    if (text?.startsWith("-> ")) symlinkSync(text.slice(3), path);
    else if (text !== null) writeFileSync(path, text);
  }
  return folder;
}
