import { setTimeout as sleep } from "node:timers/promises";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import type { OpenDatabase } from "../db/open.ts";
import { openHasher } from "../ports/hasher.ts";
import { ownTurn } from "../ports/turns.ts";
import { cheapCost } from "./cheap-cost.ts";
import type { CrashLab } from "./crash-lab.ts";
import type { Deed } from "./deeds.ts";
import { passwordIn } from "./read-mail.ts";

/** What came of the deeds, counted. All but the first three must be 0. */
export type Books = {
  acknowledged: number;
  committed: number;
  mails: number;
  /** Acknowledged, but not there any more. */
  lost: number;
  /** The same mail or the same action twice. */
  doubled: number;
  /** Mails of actions that never were. */
  forRolledBack: number;
  /** There in part: the change, its mail or its audit row without the others. */
  halfDone: number;
  /** Mails that are neither accepted nor cancelled when everything has calmed down. */
  unsettled: number;
};

/** The counts of books in which everything is as it must be. */
export const cleanBooks = { lost: 0, doubled: 0, forRolledBack: 0, halfDone: 0, unsettled: 0 };

/**
 * Waits until the outbox is empty, moving the clock past the leases of interrupted attempts, and compares deeds, database
 * and mailbox. A server must be running.
 */
export async function checkBooks(lab: CrashLab, deeds: readonly Deed[]): Promise<Books> {
  const database = lab.openDatabase();
  try {
    await emptyOutbox(lab, database);
    return await compare(await readTables(database), await lab.mailbox.mails(), deeds);
  } finally {
    await database.close();
  }
}

/** Rounds of half a minute: fewer than it takes a link to expire or a pending password to be given up. */
const mostRounds = 40;

async function emptyOutbox(lab: CrashLab, { db }: OpenDatabase): Promise<void> {
  const waiting = async () => {
    const mails = await db
      .selectFrom("messages")
      .select("id")
      .where("state", "in", ["queued", "sending"])
      .execute();
    const requests = await db
      .selectFrom("recoveryRequests")
      .select("id")
      .where("settledAt", "is", null)
      .execute();
    return mails.length + requests.length;
  };
  let before = Infinity;
  for (let round = 0; round < mostRounds;) {
    const now = await waiting();
    if (now === 0) return;
    // While it gets less by itself, time is left alone.
    if (now >= before) {
      lab.advance({ seconds: 30 });
      round += 1;
    }
    before = now;
    await sleep(1200);
  }
}

type Tables = Awaited<ReturnType<typeof readTables>>;

async function readTables({ db }: OpenDatabase) {
  return {
    users: await db.selectFrom("users").selectAll().execute(),
    audit: await db.selectFrom("auditEvents").selectAll().where("outcome", "=", "done").execute(),
    messages: await db.selectFrom("messages").selectAll().execute(),
    recoveries: await db.selectFrom("recoveries").selectAll().execute(),
  };
}

async function compare(tables: Tables, mails: Mail[], deeds: readonly Deed[]): Promise<Books> {
  const books: Books = {
    acknowledged: deeds.filter(({ answer }) => answer === "acknowledged").length,
    committed: 0,
    mails: mails.length,
    ...cleanBooks,
  };
  const done = (action: string, userId: string) =>
    tables.audit.filter((event) => event.action === action && event.subjectId === userId).length;

  for (const { action, user, answer } of deeds) {
    const times = done(action, user.id);
    books.committed += times;
    if (times === 0 && answer === "acknowledged") books.lost += 1;
    if (times > 1) books.doubled += 1;
    if (times > 0 && answer !== null && answer !== "acknowledged") books.halfDone += 1;
  }
  for (const [user, own] of Map.groupBy(deeds, (deed) => deed.user)) {
    const ofUser = { userId: user.id, deeds: own, done: (action: string) => done(action, user.id) };
    if (!isWhole(tables, ofUser)) books.halfDone += 1;
    const last = own.findLast((deed) => ofUser.done(deed.action) > 0);
    if (last !== undefined && !(await holdsPassword(tables, mails, last))) books.lost += 1;
  }
  const byMessage = Map.groupBy(mails, messageOf);
  for (const message of tables.messages) {
    const sent = byMessage.get(message.id)?.length ?? 0;
    if (message.state === "accepted" && sent === 0) books.lost += 1;
    if (message.state !== "accepted" && message.state !== "cancelled") books.unsettled += 1;
    if (message.state === "cancelled" && sent > 0) books.forRolledBack += 1;
    books.doubled += Math.max(sent - 1, 0);
  }
  const known = new Set<string | null>(tables.messages.map(({ id }) => id));
  books.forRolledBack += mails.filter((mail) => !known.has(messageOf(mail))).length;
  return books;
}

/** The message that a mail is, as its tag tells: a batch of mails shares one key. */
export function messageOf(mail: Mail): string | null {
  return mail.tags.find(({ name }) => name === "message")?.value ?? null;
}

type OfUser = { userId: string; deeds: readonly Deed[]; done(action: string): number };

/** Every audit row has its change and its one mail, and nothing is there without its audit row. */
function isWhole(tables: Tables, { userId, deeds, done }: OfUser): boolean {
  const rows = <Row extends { userId: string }>(table: Row[]) => table.filter((row) => row.userId === userId);
  const ways = Map.groupBy(rows(tables.recoveries), ({ way }) => way);
  const links = ways.get("link") ?? [];
  const mailed = ways.get("mailed-password") ?? [];
  const events = [...new Set(deeds.map(({ action }) => action))].reduce((sum, name) => sum + done(name), 0);
  return (
    rows(tables.messages).length === events &&
    links.filter(({ askedBy }) => askedBy === "administrator").length === done("password-change-link.sent") &&
    links.filter(({ askedBy }) => askedBy === "user").length === done("password-change-link.requested") &&
    links.filter(({ finishedAt }) => finishedAt !== null).length === done("password-change-link.redeemed") &&
    mailed.length === done("generated-password.sent") &&
    mailed.filter(({ tookEffectAt }) => tookEffectAt !== null).length ===
      done("generated-password.took-effect") &&
    (ways.get("told-password") ?? []).length === done("temporary-password.saved")
  );
}

const hasher = openHasher(cheapCost, cheapCost);

/** The user's password is the one that the last deed set, as far as anybody knows it. */
async function holdsPassword(tables: Tables, mails: Mail[], { action, user, password }: Deed) {
  const { passwordHash } = tables.users.find(({ id }) => id === user.id)!;
  if (action !== "generated-password.sent")
    return password === null || hasher.verify(password, passwordHash, ownTurn);
  const mail = mails.find(({ to }) => to.includes(user.email!));
  return mail !== undefined && hasher.verify(passwordIn(mail), passwordHash, ownTurn);
}
