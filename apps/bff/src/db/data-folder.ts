import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchownSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../ports/random.ts";

/** Stands in a data folder that Latchkey made itself; any other keeps the mode that somebody gave it. */
export const ownFolderMark = ".made-by-latchkey";

/**
 * Makes the data folder, for its owner only, whatever the umask; one that Latchkey made is closed to others again. Throws what
 * the system says when it can't be made or written to.
 */
export function prepareDataFolder(folder: string): void {
  const mark = join(folder, ownFolderMark);
  if (makeFolder(folder)) closeSync(makeFile(mark));
  else if (existsSync(mark) && isOpenToOthers(folder)) chmodSync(folder, 0o700);
  accessSync(folder, constants.W_OK | constants.X_OK);
}

/** Whether others on this machine can do anything with a file or folder. */
export function isOpenToOthers(path: string): boolean {
  return (statSync(path).mode & 0o077) !== 0;
}

/** Whether others on this machine can put files of theirs in the place of those in a folder. */
export function isWritableByOthers(folder: string): boolean {
  return (statSync(folder).mode & 0o022) !== 0;
}

/**
 * Makes a folder and those above it, for their owner only, and tells whether it was not there. Throws what the system says when
 * one can't be made.
 */
export function makeFolder(folder: string): boolean {
  const isFolder = () => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder()) return false;
  // One at a time: where none can be made, as below /proc, Node.js would try to make all at once for ever.
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder()) throw error;
    return false;
  }
  const owner = ownerToKeep(folder);
  if (owner !== null) lchownSync(folder, owner.uid, owner.gid);
  return true;
}

/** Makes a file for its owner only and returns it open for writing. Throws when anything has that name, be it a broken link. */
export function makeFile(path: string): number {
  const file = openSync(path, "wx", 0o600);
  const owner = ownerToKeep(path);
  // By its number: whoever owns the folder could put another file in its place meanwhile.
  if (owner !== null) fchownSync(file, owner.uid, owner.gid);
  return file;
}

/** To whom belongs what root makes here: the owner of the folder around it, who the server may run as. Null for others. */
function ownerToKeep(path: string): { uid: number; gid: number } | null {
  return process.getuid?.() === 0 ? statSync(dirname(path)) : null;
}

/** Where the secret key stands unless the environment gives one. */
export function secretKeyFile(folder: string): string {
  return join(folder, "secret.key");
}

/** The secret key that stands in the data folder, in base64; made once. For use on one's own machine. */
export function readOrMakeSecretKey(folder: string, random: Random): string {
  const path = secretKeyFile(folder);
  if (!existsSync(path)) {
    const file = makeFile(path);
    writeFileSync(file, `${Buffer.from(random.bytes(32)).toString("base64")}\n`);
    closeSync(file);
  }
  if (statSync(path).isFile() && isOpenToOthers(path)) chmodSync(path, 0o600);
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    // Of a folder Node.js does not say which it is.
    throw Object.assign(error as Error, { path });
  }
}
