import { transact } from "../db/transaction.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { liftPause, pauseByHand } from "../mail/read-pause.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { userColumns } from "../users/user-columns.ts";
import type { TestApp } from "./start.ts";

/** Queues so many notices in bulk, each to a user of its own, while mails are paused by hand. Returns their ids. */
export async function queueBulk(app: TestApp, count: number, name = "bulk"): Promise<string[]> {
  const now = app.clock.now();
  const until = addMinutes(now, 3 * 24 * 60);
  const ids = Array.from({ length: count }, () => newId());
  await transact(app.system, async (tx) => {
    await pauseByHand(tx, now, "A test prepares mails.");
    for (const [number, id] of ids.entries()) {
      const user = { ...userNamed(`${name}.${number}`), id: newId(), version: 1, passwordVersion: 0 };
      await tx
        .insertInto("users")
        .values({ ...user, createdAt: now, updatedAt: now })
        .execute();
      await queueMail(app.system, tx, {
        id,
        userId: user.id,
        kind: "password-changed",
        aboutId: null,
        isBulk: true,
        mail: {
          to: bulkAddress(number, name),
          subject: `Notice ${number}`,
          html: `<p>Notice ${number}</p>`,
          text: `Notice ${number}`,
          tag: "password-changed",
        },
        expiresAt: until,
        giveUpAt: until,
      });
    }
  });
  return ids;
}

/** Lets what was queued leave. */
export async function release(app: TestApp): Promise<void> {
  await transact(app.system, (tx) => liftPause(tx, { byHand: true }));
  app.system.outbox.nudge();
}

/** To whom the notice with this number is. */
export function bulkAddress(number: number, name = "bulk"): string {
  return `${name}.${number}@acme.test`;
}

const userNamed = (userName: string) =>
  userColumns({
    userName,
    salutation: null,
    firstName: "Jane",
    lastName: "Okafor",
    title: null,
    email: `${userName}@acme.test`,
    phone: null,
    type: "regular",
    teams: [],
    language: "en",
    timeZone: null,
  });
