import { resolve } from "node:path";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { UserName } from "@latchkey/contract/accounts.ts";
import { parseTrustedProxies, type TrustedProxies } from "./http/client-address.ts";
import { logLevels } from "./ports/log.ts";

/** The environment, read once and checked. */
export type Env = {
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  databaseFile: string;
  /** Null: made once in the data folder. */
  secretKeys: Uint8Array[] | null;
  mail: { apiKey: string; baseUrl: string; webhookSecret: string | null } | { mailboxPort: number };
  mailFrom: string;
  setupAdmin: { userName: string; email: string; password: string } | null;
  trustedProxies: TrustedProxies | null;
  logLevel: (typeof logLevels)[number];
};

/** Variables that are wrong or missing: one line each, which, why, and an example. */
export class EnvError extends Error {
  override readonly name = "EnvError";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Reads every variable of the product; an empty one counts as absent. Throws `EnvError` with all that is wrong at once. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const wrong: string[] = [];
  const read = (name: string) => source[name]?.trim() || undefined;
  const complain = (name: string, why: string, example: string) => {
    wrong.push(`${name}: ${why} Example: ${name}=${example}`);
  };
  const readPort = (name: string, fallback: number) => {
    const text = read(name) ?? String(fallback);
    const port = Number(text);
    if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
    complain(name, "It must be a port number from 1 to 65535.", String(fallback));
    return fallback;
  };

  const host = read("HOST") ?? "127.0.0.1";
  const port = readPort("PORT", 3000);
  const publicUrl = readPublicUrl(read("PUBLIC_URL") ?? `http://localhost:${port}`, complain);
  const isLocal = loopback.has(new URL(publicUrl).hostname);
  const dataDir = resolve(read("DATA_DIR") ?? "./data");

  const logLevel = read("LOG_LEVEL") ?? "info";
  if (!isLogLevel(logLevel)) complain("LOG_LEVEL", `It must be one of ${logLevels.join(", ")}.`, "info");

  const apiKey = read("RESEND_API_KEY");
  if (apiKey === undefined && !isLocal) {
    complain(
      "RESEND_API_KEY",
      "It is required when PUBLIC_URL is not this machine: the built-in mailbox sends nothing.",
      "re_123456789",
    );
  }
  const mailFrom = read("MAIL_FROM");
  if (apiKey !== undefined && mailFrom === undefined) {
    complain("MAIL_FROM", "The sender is required with RESEND_API_KEY.", '"Latchkey <no-reply@company.com>"');
  }
  if (mailFrom !== undefined && !isSender(mailFrom)) {
    complain(
      "MAIL_FROM",
      "It must be an address, or a name and an address.",
      '"Latchkey <no-reply@company.com>"',
    );
  }
  const baseUrl = read("RESEND_BASE_URL") ?? "https://api.resend.com";
  if (URL.parse(baseUrl) === null) complain("RESEND_BASE_URL", "It must be a URL.", "https://api.resend.com");
  const webhookSecret = read("RESEND_WEBHOOK_SECRET") ?? null;
  if (webhookSecret !== null && !isWebhookSecret(webhookSecret)) {
    complain(
      "RESEND_WEBHOOK_SECRET",
      "It must be the signing secret of the webhook, as Resend shows it.",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    );
  }
  const trustProxy = read("TRUST_PROXY");
  if (trustProxy === undefined && !isLocal) {
    complain(
      "TRUST_PROXY",
      "It is required when PUBLIC_URL is not this machine: the proxy's address or network, or none.",
      "10.0.0.0/8",
    );
  }

  const env: Env = {
    host,
    port,
    publicUrl,
    dataDir,
    databaseFile: readDatabaseFile(read("DATABASE_URL"), dataDir, complain),
    secretKeys: readSecretKeys(read("SECRET_KEY"), isLocal, complain),
    mail:
      apiKey === undefined
        ? { mailboxPort: readPort("MAILBOX_PORT", 3001) }
        : { apiKey, baseUrl, webhookSecret },
    mailFrom: mailFrom ?? "Latchkey <no-reply@latchkey.test>",
    setupAdmin: readSetupAdmin(read, source["SETUP_ADMIN_PASSWORD"], complain),
    trustedProxies: readProxies(trustProxy, complain),
    logLevel: isLogLevel(logLevel) ? logLevel : "info",
  };
  if (wrong.length > 0) throw new EnvError(wrong);
  return env;
}

/** Reads the environment of this process. The only reader of `process.env`. Throws `EnvError`. */
export function readProcessEnv(): Env {
  return readEnv(process.env);
}

type Complain = (name: string, why: string, example: string) => void;

function readPublicUrl(text: string, complain: Complain): string {
  const url = URL.parse(text);
  const fallback = "http://localhost:3000";
  if (url === null || !/^https?:$/.test(url.protocol)) {
    complain(
      "PUBLIC_URL",
      "It must be the address at which browsers reach the console.",
      "https://latchkey.company.com",
    );
    return fallback;
  }
  if (url.origin !== text.replace(/\/$/, "")) {
    complain(
      "PUBLIC_URL",
      "It must be an origin: scheme, host and port, without a path.",
      "https://latchkey.company.com",
    );
    return fallback;
  }
  if (url.protocol === "http:" && !loopback.has(url.hostname)) {
    complain("PUBLIC_URL", "Beyond this machine it must begin with https.", `https://${url.host}`);
    return fallback;
  }
  return url.origin;
}

function readDatabaseFile(text: string | undefined, dataDir: string, complain: Complain): string {
  if (text === undefined) return resolve(dataDir, "latchkey.db");
  if (text.startsWith("file:") && text.length > "file:".length) return resolve(text.slice("file:".length));
  const why = /^postgres(?:ql)?:/.test(text)
    ? "PostgreSQL is not supported yet; use a file."
    : "It must be file: and a path.";
  complain("DATABASE_URL", why, "file:./data/latchkey.db");
  return resolve(dataDir, "latchkey.db");
}

function readSecretKeys(text: string | undefined, isLocal: boolean, complain: Complain): Uint8Array[] | null {
  const example = '"$(openssl rand -base64 32)"';
  if (text === undefined) {
    if (!isLocal) complain("SECRET_KEY", "It is required when PUBLIC_URL is not this machine.", example);
    return null;
  }
  const keys = text.split(",").map((part) => decodeKey(part.trim()));
  if (keys.length <= 2 && keys.every((key) => key !== null)) return keys;
  complain(
    "SECRET_KEY",
    "It must be 32 bytes or more in base64; a second one, after a comma, is the previous key.",
    example,
  );
  return null;
}

/** Decodes a secret key from base64; null when it is not base64 or shorter than 32 bytes. */
export function decodeKey(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null;
  const key = Buffer.from(text, "base64");
  return key.length >= 32 ? key : null;
}

function readSetupAdmin(
  read: (name: string) => string | undefined,
  password: string | undefined,
  complain: Complain,
): Env["setupAdmin"] {
  const userName = read("SETUP_ADMIN_USERNAME");
  const email = read("SETUP_ADMIN_EMAIL");
  if (userName === undefined && email === undefined && !password) return null;
  if (userName === undefined || !UserName.safeParse(userName).success) {
    complain(
      "SETUP_ADMIN_USERNAME",
      "With the others it is required: letters, digits, dots, hyphens and underscores.",
      "root.admin",
    );
  }
  if (email === undefined || !EmailAddress.safeParse(email).success) {
    complain("SETUP_ADMIN_EMAIL", "With the others it is required: a complete address.", "admin@company.com");
  }
  if (!password)
    complain(
      "SETUP_ADMIN_PASSWORD",
      "With the others it is required: at least 15 characters.",
      '"a long sentence of yours"',
    );
  return { userName: userName ?? "", email: email ?? "", password: password ?? "" };
}

function readProxies(text: string | undefined, complain: Complain): TrustedProxies | null {
  if (text === undefined || text === "none") return null;
  try {
    return parseTrustedProxies(text);
  } catch {
    complain("TRUST_PROXY", "It must be addresses or networks, or the word none.", "10.0.0.0/8,::1");
    return null;
  }
}

/** A Standard Webhooks secret: at least 16 bytes in base64 after the prefix. */
function isWebhookSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  return encoded !== undefined && Buffer.from(encoded, "base64").length >= 16;
}

function isSender(text: string): boolean {
  const address = /^[^<>\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return EmailAddress.safeParse(address).success;
}

function isLogLevel(text: string): text is Env["logLevel"] {
  return (logLevels as readonly string[]).includes(text);
}
