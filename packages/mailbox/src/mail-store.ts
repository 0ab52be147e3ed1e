import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Mail } from "./mail.ts";

const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;

const Acceptance = z.strictObject({
  acceptedAt: z.iso.datetime(),
  mails: z.array(Mail),
  /** The request of an idempotency key: a digest of what came, and what was answered. */
  replay: z.strictObject({ key: z.string(), fingerprint: z.string(), answer: z.json() }).nullable(),
});

/** One accepted request: its mails and its idempotency key, kept together or not at all. */
export type Acceptance = z.infer<typeof Acceptance>;

/** Where the mailbox keeps its mail. */
export type MailStore = {
  /** Newest first. */
  mails(): Mail[];
  /** The request that used this idempotency key in the last 24 hours. */
  replayOf(key: string): Acceptance["replay"];
  /** Resolves when the acceptance is on the disk; throws, and keeps nothing of it, when it can't be written. */
  keep(acceptance: Acceptance): Promise<void>;
  /** Forgets all mail; live idempotency keys stay, so a late retry still sends nothing twice. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the folder's log, one acceptance a line; creates both for the owner only (0700, 0600). A last line that a crash cut
 * short was never answered and is dropped; any other damage throws.
 */
export async function openMailStore(folder: string, now: () => number): Promise<MailStore> {
  const path = join(folder, "mails.jsonl");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);

  const written = await readLog(path);
  let size = written.lastIndexOf("\n".charCodeAt(0)) + 1;
  let acceptances = parseLog(written.subarray(0, size).toString(), path);
  let log = await openForOwner(path, "a");
  await log.truncate(size);
  await syncFolder(folder);

  let lastWrite: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const result = lastWrite.then(write);
    lastWrite = result.catch(() => {});
    return result;
  };

  const isLive = (acceptance: Acceptance) =>
    acceptance.replay !== null && now() - Date.parse(acceptance.acceptedAt) < KEY_LIFETIME_MS;

  return {
    mails: () => acceptances.flatMap((acceptance) => acceptance.mails).toReversed(),

    replayOf: (key) =>
      acceptances.findLast((acceptance) => acceptance.replay?.key === key && isLive(acceptance))?.replay ??
      null,

    keep: (acceptance) =>
      inTurn(async () => {
        const line = Buffer.from(`${JSON.stringify(acceptance)}\n`);
        try {
          await log.appendFile(line);
          await log.sync();
        } catch (error) {
          await log.truncate(size);
          throw error;
        }
        size += line.length;
        acceptances.push(acceptance);
      }),

    empty: () =>
      inTurn(async () => {
        const kept = acceptances.filter(isLive).map((entry) => ({ ...entry, mails: [] }));
        const content = kept.map((entry) => `${JSON.stringify(entry)}\n`).join("");
        const fresh = await openForOwner(`${path}.new`, "w");
        await fresh.writeFile(content);
        await fresh.sync();
        await fresh.close();
        await rename(`${path}.new`, path);
        await syncFolder(folder);
        await log.close();
        log = await openForOwner(path, "a");
        size = Buffer.byteLength(content);
        acceptances = kept;
      }),

    close: () => inTurn(() => log.close()),
  };
}

async function readLog(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

async function openForOwner(path: string, flags: "a" | "w"): Promise<FileHandle> {
  const file = await open(path, flags, 0o600);
  await file.chmod(0o600);
  return file;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync();
  await handle.close();
}

function parseLog(content: string, path: string): Acceptance[] {
  const lines = content.split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return Acceptance.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(
        `${path}, line ${index + 1}, is not a mail. Move the file away to start with an empty mailbox.`,
        { cause },
      );
    }
  });
}
