import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../ports/random.ts";

/** Makes the data folder, for its owner only, whatever the umask. */
export function prepareDataFolder(folder: string): void {
  makeFolder(folder);
  chmodSync(folder, 0o700);
}

/** Makes a folder and those above it, for their owner only. Throws what the system says when one can't be made. */
export function makeFolder(folder: string): void {
  const isFolder = () => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder()) return;
  // One at a time: where none can be made, as below /proc, Node.js would try to make all at once for ever.
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder()) throw error;
  }
}

/** The secret key that stands in the data folder, in base64; made once. For use on one's own machine. */
export function readOrMakeSecretKey(folder: string, random: Random): string {
  const file = join(folder, "secret.key");
  if (!existsSync(file)) {
    writeFileSync(file, `${Buffer.from(random.bytes(32)).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  chmodSync(file, 0o600);
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    // Of a folder Node.js does not say which it is.
    throw Object.assign(error as Error, { path: file });
  }
}
