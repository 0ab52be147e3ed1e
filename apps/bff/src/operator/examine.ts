import { chmodSync, existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { reportPath } from "../mail/report-endpoint.ts";
import type { Env } from "../env.ts";
import { minutesPutBack } from "../db/clock-mark.ts";
import type { Finding } from "../db/open.ts";
import { readSealed } from "../db/sealed-rows.ts";
import { placeOf } from "../db/place.ts";
import { ownFolderMark, secretKeyFile } from "../db/data-folder.ts";
import { decodeKey } from "../secret-key.ts";
import { hasAdministrator } from "../setup/setup-link.ts";
import { withSystem, type OpenSystem } from "./with-system.ts";

/** With less room than this on the disk, in bytes, the database may soon refuse to write. */
const littleRoom = 200 * 1024 * 1024;

/**
 * Examines the installation and prints what it finds. Returns the exit code: 1 when something should be done.
 * Throws `DatabaseFileError` when the database can't be opened at all.
 */
export async function examine(env: Env): Promise<number> {
  // Opening the data folder sets the permissions right: what they were is seen before.
  const before = permissions(env);
  return withSystem(env, (open) => report(env, open, before));
}

async function report(env: Env, open: OpenSystem, before: Finding[]): Promise<number> {
  const findings: Finding[] = [
    ...before,
    ...secretKey(env),
    await waitingMails(open),
    ...(await secondKey(env, open)),
    ...(await open.database.examine(open.system.machineClock.now())),
    room(env),
    ...mail(env),
    clock(open),
    await administrators(open),
  ];
  for (const { what, remedy } of findings) {
    process.stdout.write(remedy === null ? `ok    ${what}\n` : `TO DO ${what}\n      ${remedy}\n`);
  }
  return findings.some(({ remedy }) => remedy !== null) ? 1 : 0;
}

/** Sets the permissions right, but for a folder that is not Latchkey's own, and tells what they were. */
function permissions(env: Env): Finding[] {
  const wanted: [string, number][] = [
    [env.dataDir, 0o700],
    ...placeOf(env.database).files.map((file): [string, number] => [file, 0o600]),
    [secretKeyFile(env.dataDir), 0o600],
  ];
  const isOwn = existsSync(join(env.dataDir, ownFolderMark));
  return wanted
    .filter(([path]) => existsSync(path))
    .map(([path, mode]) => {
      const found = statSync(path).mode & 0o777;
      const what = `${path} has mode ${found.toString(8)}`;
      if ((found & ~mode) === 0) return { what, remedy: null };
      if (path === env.dataDir && !isOwn) {
        return {
          what,
          remedy: `Others on this machine can look into it, and Latchkey did not make it. Give Latchkey a folder of its own (DATA_DIR), or close this one: chmod ${mode.toString(8)} ${path}`,
        };
      }
      chmodSync(path, mode);
      return {
        what,
        remedy: `Others on this machine could open it. It has just been set to ${mode.toString(8)}; if they may have read it, make a new secret key.`,
      };
    });
}

function secretKey(env: Env): Finding[] {
  const file = secretKeyFile(env.dataDir);
  if (env.secretKeys === null) {
    return [{ what: "The secret key stands in the data folder", remedy: null }];
  }
  return [
    {
      what: `SECRET_KEY holds ${env.secretKeys.length === 1 ? "one key" : "two keys: the first seals, both open"}`,
      remedy:
        existsSync(file) && !holdsOneOf(file, env.secretKeys)
          ? "secret.key in the data folder is not used any more. Give it as the second key until the waiting mails are gone, then delete it."
          : null,
    },
  ];
}

/** Whether the file holds one of the keys that are given: SECRET_KEY_FILE may name it. */
function holdsOneOf(file: string, keys: readonly Uint8Array[]): boolean {
  try {
    const key = decodeKey(readFileSync(file, "utf8").trim());
    return key !== null && keys.some((each) => Buffer.compare(each, key) === 0);
  } catch {
    return false;
  }
}

/** Whether the second key is needed for anything: only the operator knows whether it is the previous or the next one. */
async function secondKey(env: Env, { system }: OpenSystem): Promise<Finding[]> {
  if ((env.secretKeys?.length ?? 1) === 1) return [];
  let needed = 0;
  for await (const rows of readSealed(system.db)) {
    needed += rows.filter(({ sealed, id }) => system.sealer.keyOf(sealed, id) === 1).length;
  }
  if (needed > 0) {
    return [
      {
        what: `The second key of SECRET_KEY is needed for ${needed} sealed texts`,
        remedy: "When every server has the other one first, seal them anew: pnpm latchkey rotate-key",
      },
    ];
  }
  const what =
    "Nothing needs the second key of SECRET_KEY: when no server has it first, take it out and destroy it";
  return [{ what, remedy: null }];
}

async function waitingMails({ system }: OpenSystem): Promise<Finding> {
  const rows = await system.db
    .selectFrom("messages")
    .select(["id", "sealed"])
    .where("sealed", "is not", null)
    .execute();
  const unreadable = rows.filter(({ id, sealed }) => system.sealer.keyOf(sealed ?? "", id) === null);
  return {
    what: `${rows.length - unreadable.length} of ${rows.length} waiting mails can be read with the secret key`,
    remedy:
      unreadable.length === 0
        ? null
        : "Put the previous key back: SECRET_KEY=new,previous. Without it these mails fail, and have to be sent again.",
  };
}

function room(env: Env): Finding {
  const { bavail, bsize } = statfsSync(env.dataDir);
  const free = bavail * bsize;
  return {
    what: `${Math.round(free / 1024 / 1024)} MB are free for the data folder`,
    remedy: free > littleRoom ? null : "Make room on the disk: without it changes are refused.",
  };
}

function mail(env: Env): Finding[] {
  if ("mailboxPort" in env.mail) {
    return [{ what: "Mails go to the built-in mailbox, not to users (no RESEND_API_KEY)", remedy: null }];
  }
  return [
    { what: `Mails leave through ${new URL(env.mail.baseUrl).host} as ${env.mailFrom}`, remedy: null },
    {
      what:
        env.mail.webhookSecret === null
          ? "Mails are followed until the mail service accepts them (no RESEND_WEBHOOK_SECRET)"
          : `The mail service reports what becomes of mails to ${env.publicUrl}${reportPath}`,
      remedy: null,
    },
    {
      what: "The mail service's address is encrypted",
      remedy: env.mail.baseUrl.startsWith("https:") ? null : "RESEND_BASE_URL should begin with https.",
    },
  ];
}

function clock({ system }: OpenSystem): Finding {
  const minutes = minutesPutBack(system);
  return {
    what: `The clock says ${system.machineClock.now()}`,
    remedy:
      minutes === 0
        ? null
        : `Latchkey's time is ${system.clock.now()}, ${minutes} minutes later: the clock was put back, and time goes on as if it were not, so that nothing that expired revives. Set the clock right. If it is right, for it was ahead before, stop Latchkey and run \`pnpm latchkey set-clock-back\`.`,
  };
}

async function administrators({ system }: OpenSystem): Promise<Finding> {
  const exists = await hasAdministrator(system.db);
  return {
    what: exists ? "There is a System Administrator" : "There is no System Administrator yet",
    remedy: exists ? null : "Start Latchkey and open the set-up link that it prints.",
  };
}
