import { existsSync } from "node:fs";
import { prepareDataFolder, readOrMakeSecretKey, secretKeyFile } from "./db/data-folder.ts";
import { placeOf } from "./db/place.ts";
import { EnvError, lineOf, type Env } from "./env.ts";
import { systemClock } from "./ports/clock.ts";
import { openLog } from "./ports/log.ts";
import { systemRandom } from "./ports/random.ts";
import { openSealer } from "./ports/sealer.ts";
import { decodeKey, isGuessable } from "./secret-key.ts";

/**
 * What the server and the shell commands both begin with: the data folder, the secret key, the database, and the ports
 * that need nothing else. A key is made for a database that is new alone: beside one that is there it would be a second one.
 * Throws `EnvError` or `DatabaseFileError`.
 */
export async function openDataFolder(env: Env, mayGetKey = placeOf(env.database).mayGetKey()) {
  const place = placeOf(env.database);
  process.umask(0o077);
  if (place.files.length > 0) prepareDataFolder(env.dataDir);
  if (env.secretKeys === null && !mayGetKey && !existsSync(secretKeyFile(env.dataDir))) {
    throw new EnvError([
      lineOf({
        name: "SECRET_KEY",
        message: `The database has one, which is neither given nor in ${secretKeyFile(env.dataDir)}. Give the one that it was used with; if that is lost, make a new one, and mails that wait are lost.`,
      }),
    ]);
  }
  return {
    clock: systemClock,
    random: systemRandom,
    sealer: openSealer(env.secretKeys ?? [readKeyFile(env.dataDir)], systemRandom),
    log: openLog(env.logLevel),
    publicUrl: env.publicUrl,
    mailFrom: env.mailFrom,
    copiedLinks: env.copiedLinks,
    mailReplyTo: env.mailReplyTo,
    database: await place.open(),
  };
}

function readKeyFile(dataDir: string): Uint8Array {
  const text = readOrMakeSecretKey(dataDir, systemRandom);
  const key = decodeKey(text);
  if (key === null) {
    throw new EnvError([
      `${dataDir}/secret.key: It holds no key of 32 bytes in base64. Put back the original file; waiting mails can't be read without it.`,
    ]);
  }
  if (isGuessable(text)) {
    throw new EnvError([
      `${dataDir}/secret.key: It can be guessed. Give a random key and, after a comma, the one of this file: SECRET_KEY="$(openssl rand -base64 32),$(cat ${dataDir}/secret.key)"`,
    ]);
  }
  return key;
}
