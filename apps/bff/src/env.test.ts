import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { EnvError, readEnv } from "./env.ts";

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
    setupAdmin: null,
    trustedProxies: null,
    logLevel: "info",
  });
  expect(env.dataDir).toMatch(/\/data$/);
  expect(env.databaseFile).toBe(`${env.dataDir}/latchkey.db`);
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
    TRUST_PROXY: "10.0.0.0/8, ::1",
    PROBE_TOKEN: "a-token-of-probes",
    LOG_LEVEL: "debug",
    SETUP_ADMIN_USERNAME: "root.admin",
    SETUP_ADMIN_EMAIL: "root@acme.test",
    SETUP_ADMIN_PASSWORD: " spaces belong to it ",
  });

  expect(env).toMatchObject({
    host: "0.0.0.0",
    port: 8080,
    publicUrl: "https://latchkey.acme.test",
    dataDir: "/var/lib/latchkey",
    databaseFile: "/srv/latchkey.db",
    mail: { apiKey: "re_123", baseUrl: "https://mail.acme.test" },
    setupAdmin: { userName: "root.admin", email: "root@acme.test", password: " spaces belong to it " },
    logLevel: "debug",
    probeToken: "a-token-of-probes",
  });
  expect(env.secretKeys?.map((bytes) => bytes.length)).toEqual([32, 40]);
  expect(env.trustedProxies?.check("10.1.2.3")).toBe(true);
});

test.each<[string, Record<string, string | undefined>, string[]]>([
  ["PORT", { PORT: "http" }, ["PORT"]],
  ["PORT too high", { PORT: "65536" }, ["PORT"]],
  ["PORT negative", { PORT: "-1" }, ["PORT"]],
  ["MAILBOX_PORT", { MAILBOX_PORT: "3001x" }, ["MAILBOX_PORT"]],
  ["PUBLIC_URL without a scheme", { PUBLIC_URL: "latchkey.acme.test" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL of another scheme", { PUBLIC_URL: "ftp://localhost" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a path", { PUBLIC_URL: "http://localhost:3000/app" }, ["PUBLIC_URL"]],
  ["PUBLIC_URL with a user", { PUBLIC_URL: "http://me@localhost:3000" }, ["PUBLIC_URL"]],
  ["plain http beyond this machine", { ...beyond, PUBLIC_URL: "http://latchkey.acme.test" }, ["PUBLIC_URL"]],
  ["DATABASE_URL", { DATABASE_URL: "latchkey.db" }, ["DATABASE_URL"]],
  ["PostgreSQL", { DATABASE_URL: "postgres://localhost/latchkey" }, ["DATABASE_URL"]],
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

test("a line never repeats what is secret", () => {
  const secret = "hunter2hunter2";

  const lines = linesOf({
    SECRET_KEY: secret,
    RESEND_API_KEY: secret,
    SETUP_ADMIN_PASSWORD: secret,
    DATABASE_URL: `postgres://latchkey:${secret}@db/latchkey`,
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
