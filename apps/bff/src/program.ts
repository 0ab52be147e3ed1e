import { fileURLToPath } from "node:url";
import { isWritableByOthers, prepareDataFolder } from "./db/data-folder.ts";
import { placeOf } from "./db/place.ts";
import { readProcessEnv, type Env } from "./env.ts";
import { explainAndExit } from "./explain-and-exit.ts";
import { openBuiltInMailbox, openMailService, type MailService } from "./mail-service.ts";
import { openDataFolder } from "./open-data-folder.ts";
import { openHasher, productionCost } from "./ports/hasher.ts";
import type { Log } from "./ports/log.ts";
import { openServer } from "./server.ts";
import { setUpUnattended } from "./setup/first-administrator.ts";
import { hasAdministrator, makeSetupLink } from "./setup/setup-link.ts";
import { noteStart } from "./started-with.ts";

/** A terminal's Ctrl-C arrives twice where a package manager passes it on. */
const sameSignalMilliseconds = 500;

/** A stop may take so long beside its delay, whatever it waits for. */
const mostStopMilliseconds = 25_000;

try {
  await start();
} catch (error) {
  explainAndExit(error);
}

/** The program: its parts from the environment, the server, the first administrator, the address. */
async function start(): Promise<void> {
  const env = readProcessEnv();
  const base = await openDataFolder(env);
  // Where the database is elsewhere, the mailbox and the note of the start have it.
  prepareDataFolder(env.dataDir);
  warn(env, base.log);
  const mail = await openMail(env);
  const server = await openServer({
    ...base,
    mail,
    hasher: openHasher(productionCost),
    webFolder: fileURLToPath(new URL("../../web/dist", import.meta.url)),
    trustedProxies: env.trustedProxies,
    probeToken: env.probeToken,
    stopDelayMilliseconds: env.stopDelay * 1000,
  });
  if (env.setupAdmin !== null) await setUpUnattended(server.system, env.setupAdmin);
  const setupLink = (await hasAdministrator(server.system.db)) ? null : await makeSetupLink(server.system);
  await server.listen(env.port, env.host);
  noteStart(env);

  // Before it is told where the server is: whoever knows that may stop it.
  let stoppingSince: number | null = null;
  const stop = (signal: string) => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince >= sameSignalMilliseconds) endNow(base.log, { signal });
      return;
    }
    stoppingSince = performance.now();
    base.log.info("server.stopping", { signal });
    setTimeout(() => endNow(base.log), env.stopDelay * 1000 + mostStopMilliseconds).unref();
    void server.close().then(() => process.exit(0), explainAndExit);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);

  base.log.info("server.ready", {
    console: env.publicUrl,
    mailbox: mail.mailbox?.url,
    milliseconds: Math.round(performance.now()),
  });
  announce(env.publicUrl, mail.mailbox?.url ?? null, setupLink);
  void server.examine().then((damage) => damage !== null && process.stderr.write(`${damage}\n`));
}

/** Ends without waiting for anything: what was acknowledged is kept, what was under way was not answered. */
function endNow(log: Log, why: { signal?: string } = {}): never {
  log.warn("server.stop-cut-short", why);
  process.exit(1);
}

/** Says what is seldom meant and keeps nobody from starting. The claim on the database ends with the process. */
function warn({ database, dataDir }: Env, log: Log): void {
  const place = placeOf(database);
  if (!place.claimForServer()) {
    log.warn("server.not-alone", { database: place.name });
    process.stderr.write(
      `Another server runs on the same database, ${place.name}. Nothing is lost by that, but both send mails and slow guessing down side by side. If it was not meant, stop one of them, or give this one a DATA_DIR of its own.\n`,
    );
  }
  if (isWritableByOthers(dataDir)) {
    log.warn("data-folder.writable-by-others", { dataDir });
    process.stderr.write(
      `Others on this machine can put files of theirs in the place of Latchkey's in ${dataDir}. Choose a folder of its own (DATA_DIR), or close this one: chmod go-w ${dataDir}\n`,
    );
  }
}

/** The mail service of the environment; without a key the built-in mailbox stands in, and delivers at once. */
function openMail({ mail, dataDir }: Env): MailService | Promise<MailService> {
  if ("apiKey" in mail) return openMailService(mail);
  return openBuiltInMailbox({ folder: `${dataDir}/mailbox`, port: mail.mailboxPort, outcome: "deliver" });
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
