import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { fileURLToPath } from "node:url";
import { readProcessEnv } from "./env.ts";
import { openDataFolder } from "./open-data-folder.ts";
import { openHasher, productionCost } from "./ports/hasher.ts";
import { openResendMailer } from "./ports/mailer.ts";
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
  const mailbox =
    "mailboxPort" in env.mail
      ? await openMailbox({ folder: `${env.dataDir}/mailbox`, port: env.mail.mailboxPort })
      : null;
  const mailService =
    mailbox === null
      ? (env.mail as { apiKey: string; baseUrl: string })
      : { apiKey: mailbox.apiKey, baseUrl: mailbox.apiUrl };

  const server = await startServer({
    ...base,
    database,
    hasher: openHasher(productionCost),
    mailer: openResendMailer(mailService),
    installation: { ...base.installation, mailboxUrl: mailbox?.url ?? null, webhooks: mailbox !== null },
    webFolder: fileURLToPath(new URL("../../web/dist", import.meta.url)),
    trustedProxies: env.trustedProxies,
  });
  if (env.setupAdmin !== null) await setUpUnattended(server.system, env.setupAdmin);
  const setupLink = (await hasAdministrator(server.system.db)) ? null : await makeSetupLink(server.system);
  await server.listen(env.port, env.host);
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

/** Tells the person at the terminal where to go. The set-up link is a secret: it stays out of the log on standard output. */
function announce(consoleUrl: string, mailboxUrl: string | null, setupLink: string | null): void {
  const lines = ["", `  Console   ${consoleUrl}`];
  if (mailboxUrl !== null)
    lines.push(`  Mailbox   ${mailboxUrl}  (no RESEND_API_KEY: mails go here, not to users)`);
  if (setupLink !== null)
    lines.push("", "  Make the first System Administrator here (works once):", `  ${setupLink}`);
  process.stderr.write(`${lines.join("\n")}\n\n`);
}
