import { chmod, lchown, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { inboxOf } from "./address.ts";
import { Mail, MailEvent } from "./mail.ts";

const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;

const Acceptance = z.strictObject({
  acceptedAt: z.iso.datetime(),
  mails: z.array(Mail),
  /** The request of an idempotency key: a digest of what came, and what was answered. */
  replay: z.strictObject({ key: z.string(), fingerprint: z.string(), answer: z.json() }).nullable(),
});

/** One accepted request: its mails and its idempotency key, kept together or not at all. */
export type Acceptance = z.infer<typeof Acceptance>;

/** One thing that happened to mails that were accepted before. */
const Happening = z.strictObject({ mailIds: z.array(z.string()), event: MailEvent });

type LogEntry = Acceptance | z.infer<typeof Happening>;

/** The log of the mails is damaged; the message says what to do. */
export class MailLogError extends Error {
  override readonly name = "MailLogError";
}

/** Where the mailbox keeps its mail. */
export type MailStore = {
  /** Newest first. */
  mails(): Mail[];
  /** The mail to this inbox, newest first. */
  mailsTo(address: string): Mail[];
  find(id: string): Mail | undefined;
  /** The request that used this idempotency key in the last 24 hours. */
  replayOf(key: string): Acceptance["replay"];
  /** Resolves when the acceptance is on the disk; throws, and keeps nothing of it, when it can't be written. */
  keep(acceptance: Acceptance): Promise<void>;
  /** Adds an event to these mails and resolves with those that are there, once it is on the disk; throws as `keep` does. */
  note(mailIds: string[], event: MailEvent): Promise<Mail[]>;
  /** Forgets all mail; live idempotency keys stay, so a late retry still sends nothing twice. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the folder's log, one acceptance a line; creates both for the owner only (0700, 0600). A last line that a crash cut
 * short was never answered and is dropped. Throws `MailLogError` on any other damage.
 */
export async function openMailStore(folder: string, now: () => number): Promise<MailStore> {
  const path = join(folder, "mails.jsonl");
  // A folder that somebody else made keeps its mode.
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) {
    await chmod(folder, 0o700);
    await keepOwner(folder, lchown);
  }

  const written = await readLog(path);
  let size = written.lastIndexOf("\n".charCodeAt(0)) + 1;
  const shelf = createShelf(now);
  for (const entry of parseLog(written.subarray(0, size).toString(), path)) shelf.put(entry);
  let log = await openForOwner(path, "a");
  await log.truncate(size);
  await syncFolder(folder);

  let lastWrite: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const result = lastWrite.then(write);
    lastWrite = result.catch(() => {});
    return result;
  };

  const append = async (entry: LogEntry) => {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    try {
      await log.appendFile(line);
      await log.sync();
    } catch (error) {
      await log.truncate(size);
      throw error;
    }
    size += line.length;
    shelf.put(entry);
  };

  return {
    mails: shelf.mails,
    mailsTo: shelf.mailsTo,
    find: shelf.find,
    replayOf: (key) => shelf.replayOf(key)?.replay ?? null,

    keep: (acceptance) => inTurn(() => append(acceptance)),

    note: (mailIds, event) =>
      inTurn(async () => {
        const mails = mailIds.map(shelf.find).filter((mail) => mail !== undefined);
        if (mails.length > 0) await append({ mailIds: mails.map(({ id }) => id), event });
        return mails;
      }),

    empty: () =>
      inTurn(async () => {
        const kept = shelf.liveReplays().map((entry) => ({ ...entry, mails: [] }));
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
        shelf.clearMails();
      }),

    close: () => inTurn(() => log.close()),
  };
}

/** What the log says, by id, by inbox and by idempotency key, so that nothing is searched for. */
function createShelf(now: () => number) {
  let mails: Mail[] = [];
  const byId = new Map<string, Mail>();
  const byInbox = new Map<string, Mail[]>();
  const byKey = new Map<string, Acceptance>();

  const isLive = (acceptedAt: string) => now() - Date.parse(acceptedAt) < KEY_LIFETIME_MS;

  function putMail(mail: Mail): void {
    mails.push(mail);
    byId.set(mail.id, mail);
    for (const inbox of new Set(mail.to.map(inboxOf))) {
      const received = byInbox.get(inbox);
      if (received) received.push(mail);
      else byInbox.set(inbox, [mail]);
    }
  }

  function putKey(key: string, acceptance: Acceptance): void {
    // The oldest keys come first, so the dead ones are at the front.
    for (const [old, { acceptedAt }] of byKey) {
      if (isLive(acceptedAt)) break;
      byKey.delete(old);
    }
    byKey.delete(key);
    byKey.set(key, { ...acceptance, mails: [] });
  }

  return {
    put(entry: LogEntry): void {
      if ("mailIds" in entry) {
        for (const mail of entry.mailIds.map((id) => byId.get(id))) {
          mail?.history.push(entry.event);
          if (mail) mail.state = entry.event.state;
        }
        return;
      }
      for (const mail of entry.mails) putMail(mail);
      if (entry.replay !== null) putKey(entry.replay.key, entry);
    },
    mails: () => mails.toReversed(),
    mailsTo: (address: string) => (byInbox.get(inboxOf(address)) ?? []).toReversed(),
    find: (id: string) => byId.get(id),
    replayOf(key: string): Acceptance | undefined {
      const acceptance = byKey.get(key);
      return acceptance && isLive(acceptance.acceptedAt) ? acceptance : undefined;
    },
    liveReplays: () => [...byKey.values()].filter(({ acceptedAt }) => isLive(acceptedAt)),
    clearMails(): void {
      mails = [];
      byId.clear();
      byInbox.clear();
    },
  };
}

async function readLog(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return Buffer.alloc(0);
    throw error;
  }
}

async function openForOwner(path: string, flags: "a" | "w"): Promise<FileHandle> {
  if (flags === "w") await rm(path, { force: true });
  let file: FileHandle;
  try {
    file = await open(path, `${flags}x`, 0o600);
    await keepOwner(path, (_, uid, gid) => file.chown(uid, gid));
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    file = await open(path, flags);
  }
  await file.chmod(0o600);
  return file;
}

/** What root makes belongs to the owner of the folder around it, who may run the mailbox the next time. */
async function keepOwner(
  path: string,
  give: (path: string, uid: number, gid: number) => Promise<void>,
): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  await give(path, uid, gid);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync();
  await handle.close();
}

function parseLog(content: string, path: string): LogEntry[] {
  const lines = content.split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return parseEntry(JSON.parse(line) as object);
    } catch (cause) {
      throw new MailLogError(
        `${path}, line ${index + 1}, is not a mail. Move the file away to start with an empty mailbox.`,
        { cause },
      );
    }
  });
}

/** Mails of older logs have no history: they were accepted, and that was all. */
function parseEntry(entry: object): LogEntry {
  if ("mailIds" in entry) return Happening.parse(entry);
  const acceptance = Acceptance.parse(entry);
  for (const mail of acceptance.mails)
    if (mail.history.length === 0) mail.history.push({ state: "sent", at: mail.receivedAt });
  return acceptance;
}
