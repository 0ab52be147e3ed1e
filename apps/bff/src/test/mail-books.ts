import type { Client } from "@latchkey/contract/client.ts";
import { getMessage, type MailState } from "@latchkey/contract/mail.ts";
import { listRecoveries } from "@latchkey/contract/recoveries.ts";
import type { Mail, MailState as MailboxState } from "@latchkey/mailbox/mail.ts";
import { openDatabase } from "../db/open.ts";
import type { Message } from "../mail/mail-kind.ts";
import { addMinutes, millisecondsBetween } from "../ports/clock.ts";
import { messageOf } from "./check-books.ts";
import type { CrashLab } from "./crash-lab.ts";

/** What must not come about, each with what it was. */
export type MailFinding = {
  count: "lost" | "doubled" | "forRolledBack" | "halfDone" | "unsettled" | "untrue";
  what: string;
};

/** The outbox beside the mailbox. */
export type MailBooks = {
  /** The messages to these users, newest last. */
  messagesTo(userIds: readonly string[]): Promise<Message[]>;
  /** Changes with whatever the sender does. */
  traceOfSender(): Promise<string>;
  /** How many milliseconds until something is due that waits, 0 when it is already; null when nothing waits. */
  millisecondsUntilDue(): Promise<number | null>;
  /** Compares these messages with what the mailbox has, once all is calm, and before anything is reported of it but that. */
  compare(
    messages: readonly Message[],
    mayEnd: (message: Message) => readonly MailState[],
  ): Promise<MailFinding[]>;
  /** Mails of no message, and messages with several mails, of all that ever was. */
  compareAll(): Promise<MailFinding[]>;
  close(): Promise<void>;
};

/** The mail service has it, or had it: nothing else makes a pending password true. */
const arrived: readonly MailState[] = ["accepted", "delayed", "delivered"];

/** Opens the books of a lab whose database is there. */
export function openMailBooks(lab: CrashLab): MailBooks {
  const database = openDatabase(lab.databaseFile);
  const { db } = database;
  const mailsByMessage = async () => Map.groupBy(await lab.mailbox.mails(), messageOf);

  return {
    messagesTo: (userIds) =>
      db.selectFrom("messages").selectAll().where("userId", "in", userIds).orderBy("id").execute(),

    async traceOfSender() {
      const messages = await db
        .selectFrom("messages")
        .select(["state", "attempts", "nextAttemptAt"])
        .orderBy("id")
        .execute();
      const parcels = await db.selectFrom("parcels").selectAll().execute();
      const pauses = await db.selectFrom("senderPauses").selectAll().execute();
      return JSON.stringify([messages, parcels, pauses]);
    },

    async millisecondsUntilDue() {
      const now = lab.now();
      const messages = await db
        .selectFrom("messages")
        .select(["parcelId", "nextAttemptAt"])
        .where("state", "in", ["queued", "sending"])
        .execute();
      const parcels = await db.selectFrom("parcels").selectAll().execute();
      if (messages.length === 0 && parcels.length === 0) return null;
      const pause = await db.selectFrom("senderPauses").select("until").executeTakeFirst();
      const due = [
        ...messages.filter(({ parcelId }) => parcelId === null).map(({ nextAttemptAt }) => nextAttemptAt),
        ...parcels.map(({ leasedUntil, nextAttemptAt }) => leasedUntil ?? nextAttemptAt),
      ];
      const next = [pause?.until ?? now, due.toSorted()[0] ?? now].toSorted().at(-1)!;
      // What is farther off stems from a clock that was put back: the sender knows that.
      return next > addMinutes(now, 61) ? 0 : Math.max(millisecondsBetween(now, next), 0);
    },

    async compare(messages, mayEnd) {
      const mails = await mailsByMessage();
      const findings: MailFinding[] = [];
      for (const message of messages) {
        const { id, kind, state, reason } = message;
        const sent = mails.get(id)?.length ?? 0;
        const note = (count: MailFinding["count"]) =>
          void findings.push({ count, what: `${kind} is ${state} (${reason}), ${sent} sent` });
        if (state === "queued" || state === "sending") note("unsettled");
        else if (arrived.includes(state) !== sent > 0 && state !== "unknown") note("lost");
        else if (!arrived.includes(state) && !mayEnd(message).includes(state)) note("lost");
        if (kind === "generated-password" && !(await isWhole(message))) note("halfDone");
        if (message.sealed !== null && state !== "queued" && state !== "sending") note("halfDone");
      }
      return findings;
    },

    async compareAll() {
      const mails = await mailsByMessage();
      const known = await db.selectFrom("messages").select("id").execute();
      const ids = new Set<string | null>(known.map(({ id }) => id));
      return [...mails].flatMap(([id, sent]): MailFinding[] => {
        const what = `${sent.length} mails ${sent[0]!.subject} of ${id}`;
        if (!ids.has(id)) return [{ count: "forRolledBack", what }];
        return sent.length > 1 ? [{ count: "doubled", what }] : [];
      });
    },

    close: () => database.close(),
  };

  /** A generated password has become true with its mail, unless it ended before; without its mail it never does. */
  async function isWhole({ aboutId, state }: Message): Promise<boolean> {
    const { tookEffectAt, endedAt, expiresAt } = await db
      .selectFrom("recoveries")
      .select(["tookEffectAt", "endedAt", "expiresAt"])
      .where("id", "=", aboutId)
      .executeTakeFirstOrThrow();
    if (!arrived.includes(state)) return tookEffectAt === null;
    return tookEffectAt !== null || endedAt !== null || expiresAt <= lab.now();
  }
}

/** What the mailbox calls a state, in our words, from the first to the last; the later one is the truth. */
const inOurWords: Record<MailboxState, MailState> = {
  sent: "accepted",
  delivery_delayed: "delayed",
  delivered: "delivered",
  bounced: "bounced",
  failed: "failed",
  suppressed: "suppressed",
  complained: "complained",
};

/** Where the console shows something else of these mails than the mailbox knows: in a message, or in a user's recoveries. */
export async function findUntruths(
  admin: Client,
  userIds: readonly string[],
  mails: readonly Mail[],
): Promise<string[]> {
  const shownIn = new Map<string, MailState[]>();
  const show = (id: string, state: MailState) => shownIn.set(id, [...(shownIn.get(id) ?? []), state]);
  for (const userId of userIds) {
    const { recoveries } = await admin(listRecoveries, { params: { userId } });
    for (const { mail } of recoveries) if (mail !== null) show(mail.id, mail.state);
  }
  const order = Object.keys(inOurWords);
  const untruths: string[] = [];
  for (const mail of mails) {
    const messageId = messageOf(mail)!;
    show(messageId, (await admin(getMessage, { params: { messageId } })).state);
    const states = mail.history.map(({ state }) => state);
    const furthest = states.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).at(-1)!;
    const shown = shownIn.get(messageId)!;
    if (shown.some((state) => state !== inOurWords[furthest]))
      untruths.push(`${mail.subject} is shown as ${shown.join()}, but ${states.join()}`);
  }
  return untruths;
}
