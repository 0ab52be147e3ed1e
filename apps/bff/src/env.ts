import { resolve } from "node:path";
import { UserName } from "@latchkey/contract/user-name.ts";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { z } from "zod";
import { loopbackHosts, parseTrustedProxies, type TrustedProxies } from "./http/client-address.ts";
import { logLevels } from "./ports/log.ts";
import { decodeKey, isGuessable } from "./secret-key.ts";

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
  probeToken: string | null;
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

/** Every variable of the product, in the order in which it is told of them. */
export const Variables = z.object({
  HOST: text
    .prefault("127.0.0.1")
    .register(told, { meaning: "the address at which the server listens", example: "0.0.0.0" }),
  PORT: port.prefault("3000").register(told, { meaning: "the port of the server", example: "3000" }),
  PUBLIC_URL: text.superRefine(checkOrigin).optional().register(told, {
    meaning:
      "the only origin of links, cookies and the origin check; https is required unless it is loopback",
    absent: "`http://localhost:$PORT`",
    example: "https://latchkey.company.com",
  }),
  DATA_DIR: text.prefault("./data").register(told, {
    meaning: "database, secret key, mailbox; folder 0700, files 0600",
    example: "/var/lib/latchkey",
  }),
  DATABASE_URL: text.transform(readDatabaseFile).optional().register(told, {
    meaning: "`file:` and a path for SQLite; `postgres://` is reserved",
    absent: "`file:$DATA_DIR/latchkey.db`",
    example: "file:./data/latchkey.db",
  }),
  LOG_LEVEL: text
    .pipe(z.enum(logLevels, { error: `It must be one of ${logLevels.join(", ")}.` }))
    .prefault("info")
    .register(told, {
      meaning: `${logLevels.map((level) => `\`${level}\``).join(", ")}; one JSON line per event on standard output`,
      example: "info",
    }),
  RESEND_API_KEY: text.optional().register(told, {
    meaning: "the key of Resend",
    absent:
      "none; the built-in mailbox takes the mails, but it is required when `PUBLIC_URL` is not loopback",
    example: "re_123456789",
  }),
  RESEND_BASE_URL: text
    .refine((url) => URL.parse(url) !== null, { error: "It must be a URL." })
    .prefault("https://api.resend.com")
    .register(told, {
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
  MAIL_FROM: text
    .refine(isSender, { error: "It must be an address, or a name and an address." })
    .optional()
    .register(told, {
      meaning: "the sender of every mail",
      absent: "`Latchkey <no-reply@latchkey.test>` with the built-in mailbox, else required",
      example: '"Latchkey <no-reply@company.com>"',
    }),
  MAILBOX_PORT: port.prefault("3001").register(told, {
    meaning: "the built-in mailbox's inbox page and API, on loopback only",
    example: "3001",
  }),
  TRUST_PROXY: text.transform(readProxies).optional().register(told, {
    meaning: "addresses or networks whose `X-Forwarded-For` is believed, or the word `none`",
    absent: "`none`; required when `PUBLIC_URL` is not loopback",
    example: "10.0.0.0/8,::1",
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
  SECRET_KEY: text.transform(readSecretKeys).optional().register(told, {
    meaning: "at least 32 random bytes in base64; a second one after a comma is the previous key",
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
    .refine((address) => EmailAddress.safeParse(address).success, {
      error: ofAdministrator.SETUP_ADMIN_EMAIL,
    })
    .optional()
    .register(told, {
      meaning: "their address",
      absent: "none; required with `SETUP_ADMIN_USERNAME`",
      example: "admin@company.com",
    }),
  SETUP_ADMIN_PASSWORD: z
    .string()
    .refine((password) => password.trim() !== publicExamples.password, { error: everybodyKnows })
    .optional()
    .register(told, {
      meaning: "their password",
      absent: "none; required with `SETUP_ADMIN_USERNAME`",
      example: `"${publicExamples.password}"`,
    }),
});

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
    if (given.RESEND_API_KEY !== undefined)
      require("MAIL_FROM", "The sender is required with RESEND_API_KEY.");
    if (isElsewhere) {
      require("TRUST_PROXY", "It is required when PUBLIC_URL is not this machine: the proxy's address or network, or none.");
      require("SECRET_KEY", "It is required when PUBLIC_URL is not this machine.");
    }
    const administrator = Object.entries(ofAdministrator) as [keyof typeof ofAdministrator, string][];
    if (administrator.some(([name]) => given[name] !== undefined)) {
      for (const [name, message] of administrator) require(name, message);
    }
  },
  // Also when something is wrong by itself: the operator hears of everything at once.
  { when: () => true },
);

/** Reads every variable of the product; an empty one counts as absent. Throws `EnvError` with all that is wrong at once. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.entries(source).filter(([, value]) => value?.trim());
  const { data, error } = Environment.safeParse(Object.fromEntries(present));
  if (error !== undefined) throw new EnvError(error.issues.map(describeIssue));
  const { SETUP_ADMIN_USERNAME: userName, SETUP_ADMIN_EMAIL: email, SETUP_ADMIN_PASSWORD: password } = data;
  const dataDir = resolve(data.DATA_DIR);
  return {
    host: data.HOST,
    port: data.PORT,
    publicUrl: new URL(data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).origin,
    dataDir,
    databaseFile: data.DATABASE_URL ?? resolve(dataDir, "latchkey.db"),
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
    setupAdmin:
      userName === undefined || email === undefined || password === undefined
        ? null
        : { userName, email, password },
    trustedProxies: data.TRUST_PROXY ?? null,
    probeToken: data.PROBE_TOKEN ?? null,
    logLevel: data.LOG_LEVEL,
  };
}

/** Reads the environment of this process. The only reader of `process.env`. Throws `EnvError`. */
export function readProcessEnv(): Env {
  return readEnv(process.env);
}

/** Which, why, and an example; never what was given, which may be a secret. */
function describeIssue(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]) as keyof typeof Variables.shape;
  const own = issue.code === "custom" ? (issue.params?.["example"] as string | undefined) : undefined;
  return `${name}: ${issue.message} Example: ${name}=${own ?? told.get(Variables.shape[name])!.example}`;
}

type Refinement = z.core.$RefinementCtx;

function checkOrigin(text: string, c: Refinement): void {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    c.addIssue("It must be the address at which browsers reach the console.");
  } else if (url.origin !== text.replace(/\/$/, "")) {
    c.addIssue("It must be an origin: scheme, host and port, without a path.");
  } else if (url.protocol === "http:" && !loopbackHosts.has(url.hostname)) {
    const example = `https://${url.host}`;
    c.addIssue({
      code: "custom",
      message: "Beyond this machine it must begin with https.",
      params: { example },
    });
  }
}

function readDatabaseFile(text: string, c: Refinement): string {
  if (text.startsWith("file:") && text.length > "file:".length) return resolve(text.slice("file:".length));
  c.addIssue(
    /^postgres(?:ql)?:/.test(text)
      ? "PostgreSQL is not supported yet; use a file."
      : "It must be file: and a path.",
  );
  return z.NEVER;
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
  if (text === "none") return null;
  try {
    return parseTrustedProxies(text);
  } catch {
    c.addIssue("It must be addresses or networks, or the word none.");
    return z.NEVER;
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
