import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { EnvError, readEnv, variableNames } from "./env.ts";

const key = randomBytes(32).toString("base64");
const beyond = {
  PUBLIC_URL: "https://latchkey.acme.test",
  SECRET_KEY: key,
  RESEND_API_KEY: "re_123",
  MAIL_FROM: "Latchkey <no-reply@acme.test>",
  TRUST_PROXY: "none",
};

test("with an empty environment everything has a default for one's own machine", () => {
  const env = readEnv({});

  expect(env).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    publicUrl: "http://localhost:3000",
    secretKeys: null,
    mail: { mailboxPort: 3001 },
    mailFrom: "Latchkey <no-reply@latchkey.test>",
    mailReplyTo: null,
    setupAdmin: null,
    trustedProxies: null,
    copiedLinks: true,
    stopDelay: 0,
    logLevel: "info",
  });
  expect(env.dataDir).toMatch(/\/data$/);
  expect(env.database).toEqual({ file: `${env.dataDir}/latchkey.db` });
});

test("the public address follows the port, and empty variables count as absent", () => {
  expect(readEnv({ PORT: "4100" }).publicUrl).toBe("http://localhost:4100");
  expect(readEnv({ PORT: "80" }).publicUrl).toBe("http://localhost");
  expect(readEnv({ PORT: "", HOST: " ", PUBLIC_URL: "", LOG_LEVEL: "" })).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
  });
  expect(readEnv({ PUBLIC_URL: "http://127.0.0.1:3000/" }).publicUrl).toBe("http://127.0.0.1:3000");
  expect(readEnv({ PUBLIC_URL: "http://[::1]:3000" }).publicUrl).toBe("http://[::1]:3000");
});

test("everything can be set", () => {
  const env = readEnv({
    ...beyond,
    HOST: "0.0.0.0",
    PORT: "8080",
    DATA_DIR: "/var/lib/latchkey",
    DATABASE_URL: "file:/srv/latchkey.db",
    SECRET_KEY: `${key}, ${Buffer.alloc(40, 9).toString("base64")}`,
    RESEND_BASE_URL: "https://mail.acme.test",
    MAIL_REPLY_TO: "Service Desk <help@acme.test>",
    TRUST_PROXY: "10.0.0.0/8, ::1",
    PROBE_TOKEN: "a-token-of-probes",
    COPY_LINK: "off",
    STOP_DELAY: "60",
    LOG_LEVEL: "debug",
    SETUP_ADMIN_USERNAME: "root.admin",
    SETUP_ADMIN_EMAIL: "root@acme.test",
    SETUP_ADMIN_PASSWORD: "spaces belong to it",
  });

  expect(env).toMatchObject({
    host: "0.0.0.0",
    port: 8080,
    publicUrl: "https://latchkey.acme.test",
    dataDir: "/var/lib/latchkey",
    database: { file: "/srv/latchkey.db" },
    mail: { apiKey: "re_123", baseUrl: "https://mail.acme.test" },
    setupAdmin: { userName: "root.admin", email: "root@acme.test", password: "spaces belong to it" },
    logLevel: "debug",
    probeToken: "a-token-of-probes",
    copiedLinks: false,
    stopDelay: 60,
  });
  expect(env.secretKeys?.map((bytes) => bytes.length)).toEqual([32, 40]);
  expect(env.trustedProxies?.networks.check("10.1.2.3")).toBe(true);
});

test.each<[string, Record<string, string | undefined>, string[]]>([
  ["PORT", { PORT: "http" }, ["PORT"]],
  ["COPY_LINK", { COPY_LINK: "no" }, ["COPY_LINK"]],
  ["STOP_DELAY in words", { STOP_DELAY: "5s" }, ["STOP_DELAY"]],
  ["STOP_DELAY below nothing", { STOP_DELAY: "-1" }, ["STOP_DELAY"]],
  ["STOP_DELAY of more than a minute", { STOP_DELAY: "61" }, ["STOP_DELAY"]],
  ["PORT too high", { PORT: "65536" }, ["PORT"]],
  ["PORT negative", { PORT: "-1" }, ["PORT"]],
  ["MAILBOX_PORT", { MAILBOX_PORT: "3001x" }, ["MAILBOX_PORT"]],
  ["PUBLIC_URL without a scheme", { PUBLIC_URL: "latchkey.acme.test" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL of another scheme", { PUBLIC_URL: "ftp://localhost" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a path", { PUBLIC_URL: "http://localhost:3000/app" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a path and a slash", { ...beyond, PUBLIC_URL: "https://acme.test/app/" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a query", { PUBLIC_URL: "http://localhost:3000/?" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a dot at its end", { ...beyond, PUBLIC_URL: "https://acme.test." }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with one slash", { ...beyond, PUBLIC_URL: "https:/acme.test" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a blank", { PUBLIC_URL: "http://local host:3000" }, ["PUBLIC_URL"]],
  ["HOST with a port", { HOST: "127.0.0.1:3000" }, ["HOST"]],
  ["HOST with a scheme", { HOST: "http://127.0.0.1" }, ["HOST"]],
  ["HOST as a star", { HOST: "*" }, ["HOST"]],
  ["HOST as a number", { HOST: "0" }, ["HOST"]],
  ["HOST in half a bracket", { HOST: "[::1" }, ["HOST"]],
  ["one port for both", { PORT: "3001" }, ["MAILBOX_PORT"]],
  ["DATA_DIR that a shell would replace", { DATA_DIR: "~/data" }, ["DATA_DIR"]],
  ["DATA_DIR with a variable", { DATA_DIR: "$HOME/data" }, ["DATA_DIR"]],
  ["DATA_DIR with a comment", { DATA_DIR: "./data # here" }, ["DATA_DIR"]],
  ["DATA_DIR with half a quotation", { DATA_DIR: '"./data' }, ["DATA_DIR"]],
  ["DATA_DIR of two lines", { DATA_DIR: "./data\nPORT=1" }, ["DATA_DIR"]],
  ["DATABASE_URL in memory", { DATABASE_URL: "file::memory:" }, ["DATABASE_URL"]],
  ["DATABASE_URL on a host", { DATABASE_URL: "file://server/a.db" }, ["DATABASE_URL"]],
  ["DATABASE_URL with a question", { DATABASE_URL: "file:a.db?mode=rw" }, ["DATABASE_URL"]],
  ["a key of two lines", { SECRET_KEY: `${key}\n${key}` }, ["SECRET_KEY"]],
  ["a token that a shell was to put there", { PROBE_TOKEN: "$PROBE_TOKEN_OF_PRODUCTION" }, ["PROBE_TOKEN"]],
  ["a key that a shell was to make", { SECRET_KEY: "$(openssl rand -base64 32)" }, ["SECRET_KEY"]],
  ["an API key with a blank", { ...beyond, RESEND_API_KEY: "re_123 # live" }, ["RESEND_API_KEY"]],
  ["RESEND_BASE_URL without a scheme", { RESEND_BASE_URL: "localhost:3001" }, ["RESEND_BASE_URL"]],
  ["RESEND_BASE_URL of another scheme", { RESEND_BASE_URL: "ftp://mail.test" }, ["RESEND_BASE_URL"]],
  ["RESEND_BASE_URL with a user", { RESEND_BASE_URL: "https://me:x@mail.test" }, ["RESEND_BASE_URL"]],
  ["TRUST_PROXY without a proxy", { TRUST_PROXY: "forwarded" }, ["TRUST_PROXY"]],
  ["PUBLIC_URL with a user", { PUBLIC_URL: "http://me@localhost:3000" }, ["PUBLIC_URL"]],
  ["plain http beyond this machine", { ...beyond, PUBLIC_URL: "http://latchkey.acme.test" }, ["PUBLIC_URL"]],
  ["DATABASE_URL", { DATABASE_URL: "latchkey.db" }, ["DATABASE_URL"]],
  [
    "PostgreSQL without a database",
    { DATABASE_URL: "postgres://localhost/", SECRET_KEY: key },
    ["DATABASE_URL"],
  ],
  ["PostgreSQL without a key", { DATABASE_URL: "postgresql://me@db/latchkey" }, ["SECRET_KEY"]],
  ["a short key", { SECRET_KEY: Buffer.alloc(31).toString("base64") }, ["SECRET_KEY"]],
  ["a key that is not base64", { SECRET_KEY: "correct horse battery staple correct horse" }, ["SECRET_KEY"]],
  ["a key of equal bytes", { SECRET_KEY: Buffer.alloc(32, 7).toString("base64") }, ["SECRET_KEY"]],
  ["a key in words", { SECRET_KEY: "CorrectHorseBatteryStapleCorrectHorseBattery" }, ["SECRET_KEY"]],
  [
    "the public examples",
    {
      RESEND_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      SETUP_ADMIN_USERNAME: "root.admin",
      SETUP_ADMIN_EMAIL: "root@acme.test",
      SETUP_ADMIN_PASSWORD: "a long sentence of yours",
    },
    ["RESEND_WEBHOOK_SECRET", "SETUP_ADMIN_PASSWORD"],
  ],
  ["three keys", { SECRET_KEY: `${key},${key},${key}` }, ["SECRET_KEY"]],
  ["an empty second key", { SECRET_KEY: `${key},` }, ["SECRET_KEY"]],
  ["no sender with a key", { RESEND_API_KEY: "re_123" }, ["MAIL_FROM"]],
  ["a sender that is no address", { MAIL_FROM: "Latchkey" }, ["MAIL_FROM"]],
  ["an answer's address that is none", { MAIL_REPLY_TO: "the desk" }, ["MAIL_REPLY_TO"]],
  ["an answer's address with a line break", { MAIL_REPLY_TO: "a@b.test\nBcc: c@d.test" }, ["MAIL_REPLY_TO"]],
  ["a sender with a line break", { MAIL_FROM: "Latchkey\n<a@b.test>" }, ["MAIL_FROM"]],
  ["RESEND_BASE_URL", { RESEND_BASE_URL: "resend" }, ["RESEND_BASE_URL"]],
  ["TRUST_PROXY", { TRUST_PROXY: "proxy" }, ["TRUST_PROXY"]],
  ["PROBE_TOKEN", { PROBE_TOKEN: "short" }, ["PROBE_TOKEN"]],
  ["PROBE_TOKEN", { PROBE_TOKEN: "with blanks in between" }, ["PROBE_TOKEN"]],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }, ["LOG_LEVEL"]],
  [
    "half an administrator",
    { SETUP_ADMIN_USERNAME: "root.admin" },
    ["SETUP_ADMIN_EMAIL", "SETUP_ADMIN_PASSWORD"],
  ],
  [
    "an administrator with a bad name",
    { SETUP_ADMIN_USERNAME: "a@b", SETUP_ADMIN_EMAIL: "a@b.test", SETUP_ADMIN_PASSWORD: "x" },
    ["SETUP_ADMIN_USERNAME"],
  ],
  [
    "beyond this machine",
    { PUBLIC_URL: "https://latchkey.acme.test" },
    ["RESEND_API_KEY", "TRUST_PROXY", "SECRET_KEY"],
  ],
  ["several at once", { PORT: "x", LOG_LEVEL: "y", TRUST_PROXY: "z" }, ["PORT", "LOG_LEVEL", "TRUST_PROXY"]],
])("%s: one line says which, why, and gives an example", (_, source, names) => {
  const lines = linesOf(source);

  expect(lines.map((line) => line.split(":")[0])).toEqual(names);
  for (const line of lines) expect(line).toMatch(/^[A-Z_]+: [A-Z][^\n]*\. Example: [A-Z_]+=\S[^\n]*$/);
});

test("a weak key can be replaced: as the previous one it is taken", () => {
  const weak = Buffer.alloc(32, 7).toString("base64");

  expect(readEnv({ SECRET_KEY: `${key},${weak}` }).secretKeys).toHaveLength(2);
});

test.each<[string, Record<string, string>, Partial<ReturnType<typeof readEnv>>]>([
  [
    "line ends",
    { PORT: "4100\n", HOST: "0.0.0.0\r\n", LOG_LEVEL: "\twarn " },
    { port: 4100, logLevel: "warn" },
  ],
  ["quotation marks", { PORT: '"4100"', DATA_DIR: "'/srv/data'" }, { port: 4100, dataDir: "/srv/data" }],
  ["typographic ones", { PORT: "“4100”", HOST: "‘::1’" }, { port: 4100, host: "::1" }],
  [
    "marks that nobody sees",
    { PORT: "\ufeff4100\u200b", HOST: "\u00a0::1\u2060" },
    { port: 4100, host: "::1" },
  ],
  ["quoted nothing", { PORT: '""', HOST: "' '" }, { port: 3000, host: "127.0.0.1" }],
  [
    "capitals",
    { PUBLIC_URL: "HTTP://LocalHost:3000", LOG_LEVEL: "INFO" },
    { publicUrl: "http://localhost:3000" },
  ],
  ["a host in brackets", { HOST: "[::1]" }, { host: "::1" }],
  ["every address", { HOST: "[::]" }, { host: "::" }],
  ["a file with slashes", { DATABASE_URL: "FILE:///srv/a.db" }, { database: { file: "/srv/a.db" } }],
  [
    "PostgreSQL",
    { DATABASE_URL: "postgres://me@db/latchkey?sslmode=require\n", SECRET_KEY: key },
    { database: { url: "postgres://me@db/latchkey?sslmode=require" } },
  ],
  ["a quoted sender", { MAIL_FROM: '"Latchkey <a@acme.test>"' }, { mailFrom: "Latchkey <a@acme.test>" }],
])("what env files put around values is no part of them: %s", (_, source, expected) => {
  expect(readEnv(source)).toMatchObject(expected);
});

test.each([
  ["HTTPS://Latchkey.ACME.test/", "https://latchkey.acme.test"],
  ["https://latchkey.acme.test:443", "https://latchkey.acme.test"],
  ["https://latchkey.acme.test:8443//", "https://latchkey.acme.test:8443"],
  ["https://anmeldung.müller.test", "https://anmeldung.xn--mller-kva.test"],
  ["https://ANMELDUNG.MÜLLER.test:443/", "https://anmeldung.xn--mller-kva.test"],
  ['"https://latchkey.acme.test"\n', "https://latchkey.acme.test"],
])("the public address is taken as browsers send it: %s", (given, expected) => {
  expect(readEnv({ ...beyond, PUBLIC_URL: given }).publicUrl).toBe(expected);
});

test("the trusted proxies, the key and the service's address are taken with what is usual around them", () => {
  const env = readEnv({
    ...beyond,
    SECRET_KEY: `'${key}'\n`,
    RESEND_API_KEY: '"re_123"\r\n',
    RESEND_BASE_URL: "HTTPS://Mail.ACME.test/v1/",
    TRUST_PROXY: " 10.0.0.0/8 , forwarded ",
  });

  expect(env.mail).toMatchObject({ apiKey: "re_123", baseUrl: "https://mail.acme.test/v1" });
  expect(env.trustedProxies?.header).toBe("forwarded");
  expect(readEnv({ ...beyond, TRUST_PROXY: "None" }).trustedProxies).toBeNull();
});

const administrator = { SETUP_ADMIN_USERNAME: "root.admin", SETUP_ADMIN_EMAIL: "root@acme.test" };

test("a password loses its line end alone; what may or may not belong to it is refused", () => {
  const read = (password: string) => readEnv({ ...administrator, SETUP_ADMIN_PASSWORD: password }).setupAdmin;
  for (const end of ["", "\n", "\r\n", "\n\n"]) {
    expect(read(`quiet harbour "lamp" 49${end}`)?.password).toBe('quiet harbour "lamp" 49');
  }
  const inside = "quiet harbour lamp 49";
  for (const wrong of [
    ` ${inside}`,
    `${inside} `,
    `${inside}\t\n`,
    `\u00a0${inside}`,
    `${inside}\u200b`,
    `quiet\nharbour lamp 49`,
    `quiet\u200bharbour lamp 49`,
    `"${inside}"`,
    `'${inside}'`,
    `“${inside}”`,
    "${ADMIN_PASSWORD}",
    "$(cat password.txt)",
  ]) {
    const lines = linesOf({ ...administrator, SETUP_ADMIN_PASSWORD: wrong });
    expect([wrong, lines.map((line) => line.split(":")[0])]).toEqual([wrong, ["SETUP_ADMIN_PASSWORD"]]);
    expect(lines.join()).not.toContain("harbour");
  }
});

describe("a value in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (content: string | Uint8Array) => {
    const path = join(folder, String(readdirSync(folder).length));
    writeFileSync(path, content);
    return path;
  };

  test("each variable may stand in one, with a line end behind it or not", () => {
    const values: Record<string, string> = {
      ...beyond,
      ...administrator,
      HOST: "::1",
      PORT: "8080",
      DATA_DIR: "/srv/data",
      DATABASE_URL: "file:/srv/a.db",
      LOG_LEVEL: "warn",
      RESEND_BASE_URL: "https://mail.acme.test",
      RESEND_WEBHOOK_SECRET: `whsec_${key}`,
      MAIL_REPLY_TO: "help@acme.test",
      MAILBOX_PORT: "8081",
      COPY_LINK: "off",
      STOP_DELAY: "5",
      PROBE_TOKEN: "a-token-of-probes",
      SETUP_ADMIN_PASSWORD: "quiet harbour lamp 49",
    };
    expect(Object.keys(values).toSorted()).toEqual(variableNames.toSorted());
    const inFiles = Object.entries(values).map(([name, value]) => [`${name}_FILE`, file(`${value}\n`)]);

    expect(readEnv(Object.fromEntries(inFiles))).toEqual(readEnv(values));
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      "missing",
      () => ({ SECRET_KEY_FILE: join(folder, "none") }),
      /^SECRET_KEY_FILE: There is no such file\. Example: SECRET_KEY_FILE=\/run/,
    ],
    ["below a file", () => ({ PORT_FILE: join(file(""), "x") }), /^PORT_FILE: There is no such file/],
    ["a folder", () => ({ PORT_FILE: folder }), /^PORT_FILE: It must name a file/],
    ["a device", () => ({ PORT_FILE: "/dev/zero" }), /^PORT_FILE: It must name a file/],
    ["empty", () => ({ SECRET_KEY_FILE: file("\n") }), /^SECRET_KEY_FILE: There is nothing in its file/],
    ["too long", () => ({ PORT_FILE: file("3".repeat(70_000)) }), /^PORT_FILE: Its file is too long/],
    ["no text", () => ({ PORT_FILE: file(Buffer.from([0x33, 0xff])) }), /^PORT_FILE: Its file is not text/],
    ["given twice", () => ({ PORT: "1", PORT_FILE: file("2") }), /^PORT_FILE: It is given beside PORT/],
    [
      "wrong in itself",
      () => ({ PORT_FILE: file("http") }),
      /^PORT_FILE: It must be a port .* Example: PORT=3000$/,
    ],
    [
      "the value in the name's place",
      () => ({ SECRET_KEY_FILE: key }),
      /^SECRET_KEY_FILE: There is no such file/,
    ],
  ])("is refused in one line that does not tell it: %s", (_, source, says) => {
    const lines = linesOf(source());

    expect(lines).toEqual([expect.stringMatching(says)]);
    expect(lines.join()).not.toContain(key);
  });

  test("one that can't be read is not missing as well", () => {
    const { SECRET_KEY: _, ...others } = beyond;

    expect(linesOf({ ...others, SECRET_KEY_FILE: join(folder, "none") })).toHaveLength(1);
  });
});

test("a line never repeats what is secret", () => {
  const secret = "hunter2hunter2";

  const lines = linesOf({
    SECRET_KEY: secret,
    RESEND_API_KEY: secret,
    SETUP_ADMIN_PASSWORD: secret,
    DATABASE_URL: `postgres://latchkey:${secret}@db/`,
    PUBLIC_URL: `http://latchkey:${secret}@localhost:3000`,
  });

  expect(lines.length).toBeGreaterThan(4);
  expect(lines.join("\n")).not.toContain(secret);
});

test("beyond this machine everything that is needed can be given", () => {
  expect(readEnv(beyond)).toMatchObject({ publicUrl: "https://latchkey.acme.test", trustedProxies: null });
});

function linesOf(source: Record<string, string | undefined>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.lines;
    throw error;
  }
  return [];
}
