import { isIP } from "node:net";
import { resolve } from "node:path";
import { readValues, type Source } from "./env-values.ts";
import { UserName } from "@latchkey/contract/user-name.ts";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { z } from "zod";
import type { DatabaseAddress } from "./db/place.ts";
import { loopbackHosts, parseTrustedProxies, type TrustedProxies } from "./http/client-address.ts";
import { logLevels } from "./ports/log.ts";
import { decodeKey, isGuessable } from "./secret-key.ts";

/** The environment, read once and checked. */
export type Env = {
  /** The variables that were given, in a file or not, but for those that hold their default. */
  given: readonly VariableName[];
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  database: DatabaseAddress;
  /** Null: made once in the data folder. */
  secretKeys: Uint8Array[] | null;
  mail: { apiKey: string; baseUrl: string; webhookSecret: string | null } | { mailboxPort: number };
  mailFrom: string;
  mailReplyTo: string | null;
  setupAdmin: { userName: string; email: string; password: string } | null;
  trustedProxies: TrustedProxies | null;
  probeToken: string | null;
  copiedLinks: boolean;
  /** In seconds. */
  stopDelay: number;
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

/** What an operator is told of a variable, in README.md, in .env.example and when it is wrong. */
type Told = {
  meaning: string;
  /** What holds when it is absent, where no default of its own says so. */
  absent?: string;
  /** A value that will do, as a shell takes it. */
  example: string;
};

/** What is told of each variable. */
export const told = z.registry<Told>();

const text = z.string().trim();

const port = text
  .refine((digits) => /^\d{1,5}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 65_535, {
    error: "It must be a port number from 1 to 65535.",
  })
  .transform(Number);

/** What is wrong with one of these when it is wrong, or absent while another is there. */
const ofAdministrator = {
  SETUP_ADMIN_USERNAME: "With the others it is required: letters, digits, dots, hyphens and underscores.",
  SETUP_ADMIN_EMAIL: "With the others it is required: a complete address.",
  SETUP_ADMIN_PASSWORD: "With the others it is required: at least 15 characters.",
};

/** What stands in README.md and .env.example is no secret any more. */
const publicExamples = {
  webhookSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  password: "a long sentence of yours",
};
const everybodyKnows = "It is the public example, which everybody knows: put your own in its place.";

/** Whoever stops a server waits for it; service managers end it after a minute and a half. */
const mostStopDelay = 60;

/** Every variable of the product, in the order in which it is told of them. */
export const Variables = z.object({
  HOST: text
    .transform(readHost)
    .prefault("127.0.0.1")
    .register(told, { meaning: "the address at which the server listens", example: "0.0.0.0" }),
  PORT: port.prefault("3000").register(told, { meaning: "the port of the server", example: "3000" }),
  PUBLIC_URL: text.transform(readOrigin).optional().register(told, {
    meaning:
      "the only origin of links, cookies and the origin check; https is required unless it is loopback",
    absent: "`http://localhost:$PORT`",
    example: "https://latchkey.company.com",
  }),
  DATA_DIR: text.superRefine(checkPath).prefault("./data").register(told, {
    meaning: "database, secret key, mailbox; files 0600, and the folder 0700 if Latchkey makes it",
    example: "/var/lib/latchkey",
  }),
  DATABASE_URL: text.transform(readDatabaseAddress).optional().register(told, {
    meaning:
      "`file:` and a path for SQLite, or `postgres://` with user, host and database for PostgreSQL, which several servers can share",
    absent: "`file:$DATA_DIR/latchkey.db`",
    example: "file:./data/latchkey.db",
  }),
  LOG_LEVEL: text
    .toLowerCase()
    .pipe(z.enum(logLevels, { error: `It must be one of ${logLevels.join(", ")}.` }))
    .prefault("info")
    .register(told, {
      meaning: `${logLevels.map((level) => `\`${level}\``).join(", ")}; one JSON line per event on standard output`,
      example: "info",
    }),
  RESEND_API_KEY: text
    .refine(isBearerToken, { error: "It must be the key as Resend shows it, without blanks." })
    .optional()
    .register(told, {
      meaning: "the key of Resend",
      absent:
        "none; the built-in mailbox takes the mails, but it is required when `PUBLIC_URL` is not loopback",
      example: "re_123456789",
    }),
  RESEND_BASE_URL: text.transform(readServiceUrl).prefault("https://api.resend.com").register(told, {
    meaning: "Resend, or another service that speaks its API",
    example: "https://api.resend.com",
  }),
  RESEND_WEBHOOK_SECRET: text
    .refine(isWebhookSecret, {
      error: "It must be the signing secret of the webhook, as Resend shows it.",
    })
    .refine((secret) => secret !== publicExamples.webhookSecret, { error: everybodyKnows })
    .optional()
    .register(told, {
      meaning:
        "the signing secret of a webhook to `$PUBLIC_URL/api/webhooks/resend`, for all `email.*` events",
      absent: "none; mails are followed until the mail service accepts them, no further",
      example: publicExamples.webhookSecret,
    }),
  MAIL_FROM: text.transform(readSender).optional().register(told, {
    meaning: "the sender of every mail",
    absent: "`Latchkey <no-reply@latchkey.test>` with the built-in mailbox, else required",
    example: '"Latchkey <no-reply@company.com>"',
  }),
  MAIL_REPLY_TO: text.transform(readSender).optional().register(told, {
    meaning: "where answers to mails go, such as a service desk that reads them",
    absent: "none; answers go to `MAIL_FROM`",
    example: '"Service Desk <help@company.com>"',
  }),
  MAILBOX_PORT: port.prefault("3001").register(told, {
    meaning: "the built-in mailbox's inbox page and API, on loopback only",
    example: "3001",
  }),
  TRUST_PROXY: text.transform(readProxies).optional().register(told, {
    meaning:
      "addresses or networks whose `X-Forwarded-For` is believed (`Forwarded` instead, with the word `forwarded` after them), or the word `none`",
    absent: "`none`; required when `PUBLIC_URL` is not loopback",
    example: "10.0.0.0/8,::1",
  }),
  COPY_LINK: text
    .pipe(z.enum(["on", "off"], { error: "It must be on or off." }))
    .prefault("on")
    .register(told, {
      meaning:
        "`on`, `off`: whether administrators may copy a password change link and hand it over, in place of mailing it",
      example: "off",
    }),
  PROBE_TOKEN: text
    .refine((token) => /^[\x21-\x7e]{16,}$/.test(token), {
      error: "It must be 16 characters or more, without spaces or accents.",
    })
    .optional()
    .register(told, {
      meaning:
        "with it, as `Authorization: Bearer`, `/readyz` says why from elsewhere too; others hear ready or not",
      absent: "none; `/readyz` says why on this machine only",
      example: '"$(openssl rand -hex 16)"',
    }),
  STOP_DELAY: text
    .refine((digits) => /^\d{1,2}$/.test(digits) && Number(digits) <= mostStopDelay, {
      error: `It must be whole seconds, from 0 to ${mostStopDelay}.`,
    })
    .transform(Number)
    .prefault("0")
    .register(told, {
      meaning:
        "seconds for which a stopping server still answers while `/readyz` says 503 already; longer than your proxy takes to notice",
      example: "5",
    }),
  SECRET_KEY: text.transform(readSecretKeys).optional().register(told, {
    meaning:
      "at least 32 random bytes in base64; a second one after a comma, the previous or the next one, opens but does not seal",
    absent: "made once in `$DATA_DIR/secret.key`; required when `PUBLIC_URL` is not loopback",
    example: '"$(openssl rand -base64 32)"',
  }),
  SETUP_ADMIN_USERNAME: text
    .refine((name) => UserName.safeParse(name).success, { error: ofAdministrator.SETUP_ADMIN_USERNAME })
    .optional()
    .register(told, {
      meaning: "the first System Administrator, made unattended; ignored once one exists",
      absent: "none; the start prints a link that makes the first one",
      example: "root.admin",
    }),
  SETUP_ADMIN_EMAIL: text
    .transform((text, c) => {
      const { data } = EmailAddress.safeParse(text);
      if (data === undefined) c.addIssue(ofAdministrator.SETUP_ADMIN_EMAIL);
      return data ?? text;
    })
    .optional()
    .register(told, {
      meaning: "their address",
      absent: "none; required with `SETUP_ADMIN_USERNAME`",
      example: "admin@company.com",
    }),
  SETUP_ADMIN_PASSWORD: z
    .string()
    .refine((password) => password !== publicExamples.password, { error: everybodyKnows })
    .optional()
    .register(told, {
      meaning: "their password",
      absent: "none; required with `SETUP_ADMIN_USERNAME`",
      example: `"${publicExamples.password}"`,
    }),
});

/** The name of a variable. */
export type VariableName = keyof typeof Variables.shape;

/** The names of all of them, in order. */
export const variableNames = Object.keys(Variables.shape) as VariableName[];

/** People type what is meant for them letter by letter: nothing is taken off it but a line end. */
const exact: ReadonlySet<string> = new Set<VariableName>(["SETUP_ADMIN_PASSWORD"]);

/** With what asks for more: every variable that is absent and has to be there because of another. */
const Environment = Variables.superRefine(
  (given, c) => {
    const require = (name: keyof typeof given, message: string) => {
      if (given[name] === undefined) c.addIssue({ code: "custom", path: [name], message });
    };
    const url = URL.parse(given.PUBLIC_URL ?? "");
    const isElsewhere = url !== null && !loopbackHosts.has(url.hostname);
    if (isElsewhere) {
      require("RESEND_API_KEY", "It is required when PUBLIC_URL is not this machine: the built-in mailbox sends nothing.");
    }
    if (
      given.RESEND_API_KEY === undefined &&
      typeof given.PORT === "number" &&
      given.PORT === given.MAILBOX_PORT
    ) {
      const example = String(given.PORT === 3001 ? 3002 : 3001);
      const message = "It must be another port than PORT.";
      c.addIssue({ code: "custom", path: ["MAILBOX_PORT"], message, params: { example } });
    }
    if (given.RESEND_API_KEY !== undefined)
      require("MAIL_FROM", "The sender is required with RESEND_API_KEY.");
    if (isElsewhere) {
      require("TRUST_PROXY", "It is required when PUBLIC_URL is not this machine: the proxy's address or network, or none.");
      require("SECRET_KEY", "It is required when PUBLIC_URL is not this machine.");
    } else if (given.DATABASE_URL !== undefined && "url" in given.DATABASE_URL) {
      require("SECRET_KEY", "It is required with PostgreSQL, and the same on every server.");
    }
    const administrator = Object.entries(ofAdministrator) as [keyof typeof ofAdministrator, string][];
    if (administrator.some(([name]) => given[name] !== undefined)) {
      for (const [name, message] of administrator) require(name, message);
    }
  },
  // Also when something is wrong by itself: the operator hears of everything at once.
  { when: () => true },
);

/**
 * Reads every variable of the product, or the file that `…_FILE` names; an empty one counts as absent. Throws `EnvError` with
 * all that is wrong at once.
 */
export function readEnv(source: Source): Env {
  const { values, faults, givenAs } = readValues(variableNames, source, exact);
  const { data, error } = Environment.safeParse(values);
  const issues = (error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    const own = issue.code === "custom" ? (issue.params?.["example"] as string | undefined) : undefined;
    return { name, message: issue.message, example: own && `${name}=${own}` };
  });
  // What could not be read is not missing.
  const all = [...faults, ...issues.filter(({ name }) => faults.every((fault) => fault.name !== name))];
  if (data === undefined || all.length > 0) {
    const line = ({ name, ...wrong }: (typeof all)[number]) =>
      lineOf({ ...wrong, name: name as VariableName, as: givenAs.get(name) });
    throw new EnvError(all.map(line));
  }
  const { SETUP_ADMIN_USERNAME: userName, SETUP_ADMIN_EMAIL: email, SETUP_ADMIN_PASSWORD: password } = data;
  const dataDir = resolve(data.DATA_DIR);
  return {
    given: variableNames.filter((name) => values[name] !== undefined && data[name] !== defaults[name]),
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL ?? new URL(`http://localhost:${data.PORT}`).origin,
    dataDir,
    database: data.DATABASE_URL ?? { file: resolve(dataDir, "latchkey.db") },
    secretKeys: data.SECRET_KEY ?? null,
    mail:
      data.RESEND_API_KEY === undefined
        ? { mailboxPort: data.MAILBOX_PORT }
        : {
            apiKey: data.RESEND_API_KEY,
            baseUrl: data.RESEND_BASE_URL,
            webhookSecret: data.RESEND_WEBHOOK_SECRET ?? null,
          },
    mailFrom: data.MAIL_FROM ?? "Latchkey <no-reply@latchkey.test>",
    mailReplyTo: data.MAIL_REPLY_TO ?? null,
    setupAdmin:
      userName === undefined || email === undefined || password === undefined
        ? null
        : { userName, email, password },
    trustedProxies: data.TRUST_PROXY ?? null,
    probeToken: data.PROBE_TOKEN ?? null,
    copiedLinks: data.COPY_LINK === "on",
    stopDelay: data.STOP_DELAY,
    logLevel: data.LOG_LEVEL,
  };
}

/**
 * The URL of a PostgreSQL database as a command is given it: itself, or the file in which it stands, so that its password is in
 * no history and no list of processes. Throws `EnvError`, which repeats nothing of it.
 */
export function readPostgresUrl(given: string): string {
  const name: VariableName = "DATABASE_URL";
  const source = { [/^postgres(?:ql)?:/i.test(given) ? name : `${name}_FILE`]: given };
  const { values, faults } = readValues([name], source, exact);
  const { data, error } = Variables.shape[name].safeParse(values[name]);
  if (data !== undefined && "url" in data) return data.url;
  const message = faults[0]?.message ?? error?.issues[0]?.message ?? "It must begin with postgres://.";
  throw new EnvError([
    `The URL, or the file that holds it: ${message} Example: postgres://latchkey:PASSWORD@db.company.com/latchkey?sslmode=verify-full`,
  ]);
}

const defaults = Variables.parse({});

/** Reads the environment of this process. The only reader of `process.env`. Throws `EnvError`. */
export function readProcessEnv(): Env {
  return readEnv(process.env);
}

/**
 * A line for the operator: which variable, why, and an example; never what was given, which may be a secret.
 * @param as The name by which it was given, when its value stands in a file.
 */
export function lineOf({
  name,
  as = name,
  message,
  example = `${name}=${told.get(Variables.shape[name])!.example}`,
}: {
  name: VariableName;
  as?: string | undefined;
  message: string;
  example?: string | undefined;
}): string {
  return `${as}: ${message} Example: ${example}`;
}

type Refinement = z.core.$RefinementCtx;

/** The origin as browsers send it: in small letters, an international host in ASCII, without the port that everybody knows. */
function readOrigin(text: string, c: Refinement): string {
  const url = URL.parse(text);
  const refuse = (message: string, example?: string) =>
    c.addIssue({ code: "custom", message, ...(example !== undefined && { params: { example } }) });
  if (url === null || !/^https?:\/\/[^/\\]/i.test(text)) {
    refuse("It must be the address at which browsers reach the console.");
    return "";
  }
  if (/[?#@\\]/.test(text) || url.hostname.endsWith(".")) {
    refuse("It must be an origin: scheme, host and port, without a path.");
  } else if (/[^/]/.test(url.pathname)) {
    refuse("Below a path Latchkey does not run: give it a host name or a port of its own.", url.origin);
  } else if (url.protocol === "http:" && !loopbackHosts.has(url.hostname)) {
    refuse("Beyond this machine it must begin with https.", `https://${url.host}`);
  }
  return url.origin;
}

/** Where the server listens: an address, without the brackets that it has in a URL, or a name. */
function readHost(text: string, c: Refinement): string {
  const address = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (isIP(address) !== 0) return address;
  // What looks like a number would be taken for some address: 1 for 0.0.0.1.
  if (!/^(?=.*[a-z])[\w.-]{1,253}$/i.test(text) || text.startsWith("0x")) {
    c.addIssue("It must be an address or a name of this machine, without scheme and port.");
  }
  return text;
}

/** What only a shell would have put in its place makes a folder of that name. */
function checkPath(text: string, c: Refinement): void {
  if (/^~|\$|\s#|[?*"<>|]/.test(text)) {
    c.addIssue("It must be a plain path: without ~, $, quotation marks and comments.");
  }
}

/** The token of RFC 6750, which is what a service's key is sent as. */
function isBearerToken(text: string): boolean {
  return /^[\w.~+/-]+=*$/.test(text);
}

function readServiceUrl(text: string, c: Refinement): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\/[^/]/i.test(text) || /[?#@\s]/.test(text)) {
    c.addIssue("It must be a URL that begins with https, without a user and a query.");
    return text;
  }
  return url.href.replace(/\/+$/, "");
}

function readDatabaseAddress(text: string, c: Refinement): DatabaseAddress {
  if (/^postgres(?:ql)?:/i.test(text)) {
    const url = URL.parse(text);
    if (url === null || url.hostname === "" || url.pathname.length < 2) {
      c.addIssue({
        code: "custom",
        message: "It must name the host and the database, and a user who may make tables there.",
        params: { example: "postgres://latchkey:PASSWORD@db.company.com/latchkey?sslmode=verify-full" },
      });
      return z.NEVER;
    }
    return { url: text };
  }
  const [, path = ""] = /^file:(?:\/\/(?=\/))?(.*)$/is.exec(text) ?? [];
  if (path === "" || /^\/\/|^:memory:|\/$/.test(path)) {
    c.addIssue("It must be file: and the path of a file, or postgres:// with a host and a database.");
    return z.NEVER;
  }
  checkPath(path, c);
  return { file: resolve(path) };
}

function readSecretKeys(text: string, c: Refinement): Uint8Array[] {
  const parts = text.split(",").map((part) => part.trim());
  const keys = parts.map(decodeKey);
  if (keys.length > 2 || !keys.every((key) => key !== null)) {
    c.addIssue("It must be 32 bytes or more in base64; a second one, after a comma, is the previous key.");
    return z.NEVER;
  }
  // The previous key only opens: a weak one can be replaced without losing what waits under it.
  if (isGuessable(parts[0]!)) {
    c.addIssue(
      "It can be guessed: make a random one, and give the present one after a comma while its mails wait.",
    );
  }
  return keys;
}

function readProxies(text: string, c: Refinement): TrustedProxies | null {
  if (text.toLowerCase() === "none") return null;
  try {
    return parseTrustedProxies(text);
  } catch {
    c.addIssue("It must be addresses or networks, forwarded after them or not, or the word none.");
    return z.NEVER;
  }
}

/** A Standard Webhooks secret: at least 16 bytes in base64 after the prefix. */
function isWebhookSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  return encoded !== undefined && Buffer.from(encoded, "base64").length >= 16;
}

/** A sender as mails have it, an international host in ASCII. */
function readSender(text: string, c: Refinement): string {
  const [, name = "", bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? [];
  const address = EmailAddress.safeParse(bracketed ?? text);
  if (!address.success) c.addIssue("It must be an address, or a name and an address.");
  return bracketed === undefined ? (address.data ?? text) : `${name}<${address.data ?? ""}>`;
}
