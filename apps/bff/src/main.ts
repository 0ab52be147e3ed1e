import { openMailbox, type Mailbox } from "@latchkey/mailbox/mailbox.ts";
import { fileURLToPath } from "node:url";
import { readProcessEnv, type Env } from "./env.ts";
import { reportPath } from "./mail/report-endpoint.ts";
import { openDataFolder } from "./open-data-folder.ts";
import { openHasher, productionCost } from "./ports/hasher.ts";
import { openResendMailer, openResendReports } from "./ports/mailer.ts";
import { systemRandom } from "./ports/random.ts";
import { startServer } from "./server.ts";
import { setUpUnattended } from "./setup/first-administrator.ts";
import { hasAdministrator, makeSetupLink } from "./setup/setup-link.ts";
import { explainAndExit } from "./explain-and-exit.ts";

try {
  await start();
} catch (error) {
  explainAndExit(error);
}

/** The composition root: environment, ports, database, app and worker, address; closes in reverse order. */
async function start(): Promise<void> {
  const env = readProcessEnv();
  const { database, ...base } = openDataFolder(env);
  const service = await openMailService(env);

  const server = await startServer({
    ...base,
    database,
    hasher: openHasher(productionCost),
    mailer: openResendMailer(service),
    readReport: service.webhookSecret === null ? null : openResendReports(service.webhookSecret),
    installation: {
      ...base.installation,
      mailboxUrl: service.mailbox?.url ?? null,
      webhooks: service.webhookSecret !== null,
    },
    webFolder: fileURLToPath(new URL("../../web/dist", import.meta.url)),
    trustedProxies: env.trustedProxies,
  });
  if (env.setupAdmin !== null) await setUpUnattended(server.system, env.setupAdmin);
  const setupLink = (await hasAdministrator(server.system.db)) ? null : await makeSetupLink(server.system);
  await server.listen(env.port, env.host);
  const { mailbox } = service;
  mailbox?.setWebhookUrl(`${loopbackUrl(env)}${reportPath}`);
  base.log.info("server.ready", {
    console: env.publicUrl,
    mailbox: mailbox?.url,
    milliseconds: Math.round(performance.now()),
  });
  announce(env.publicUrl, mailbox?.url ?? null, setupLink);

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    base.log.info("server.stopping", { signal });
    void server
      .close()
      .then(() => mailbox?.close())
      .then(() => process.exit(0), explainAndExit);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
}

type MailService = {
  apiKey: string;
  baseUrl: string;
  /** Null: the service does not report what becomes of mails. */
  webhookSecret: string | null;
  /** The built-in one, while it stands in. */
  mailbox: Mailbox | null;
};

/** The mail service of the environment; without a key the built-in mailbox stands in, and delivers at once. */
async function openMailService({ mail, dataDir }: Env): Promise<MailService> {
  if ("apiKey" in mail) return { ...mail, mailbox: null };
  const webhookSecret = `whsec_${Buffer.from(systemRandom.bytes(24)).toString("base64")}`;
  const mailbox = await openMailbox({
    folder: `${dataDir}/mailbox`,
    port: mail.mailboxPort,
    webhook: { secret: webhookSecret },
    outcome: "deliver",
  });
  return { apiKey: mailbox.apiKey, baseUrl: mailbox.apiUrl, webhookSecret, mailbox };
}

/** Where this process reaches itself; every address includes the loopback one. */
function loopbackUrl({ host, port }: Env): string {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Tells the person at the terminal where to go. The set-up link is a secret: it stays out of the log on standard output. */
function announce(consoleUrl: string, mailboxUrl: string | null, setupLink: string | null): void {
  const lines = ["", `  Console   ${consoleUrl}`];
  if (mailboxUrl !== null)
    lines.push(`  Mailbox   ${mailboxUrl}  (no RESEND_API_KEY: mails go here, not to users)`);
  if (setupLink !== null)
    lines.push("", "  Make the first System Administrator here (works once):", `  ${setupLink}`);
  process.stderr.write(`${lines.join("\n")}\n\n`);
}
