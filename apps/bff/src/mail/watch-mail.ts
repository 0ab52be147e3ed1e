import type { watchMail as route } from "@latchkey/contract/mail.ts";
import type { System } from "../ctx.ts";
import type { Verb } from "../http/verb.ts";
import { readMailQueue } from "./get-mail-queue.ts";

/** Watches the queue and every message, by what each index has at its end: a look costs the same however many there are. */
export const watchMail: Verb<typeof route> = async (ctx) => () => readShown(ctx);

async function readShown(system: System): Promise<unknown> {
  const { db } = system;
  const lastAttempts = ([0, 1] as const).map((priority) =>
    db
      .selectFrom("messages")
      .select((eb) => eb.fn.max("nextAttemptAt").as("at"))
      .where("state", "=", "queued")
      .where("priority", "=", priority)
      .executeTakeFirst(),
  );
  return {
    queue: await readMailQueue(system),
    lastMessage: await db
      .selectFrom("messages")
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst(),
    lastEvent: await db
      .selectFrom("messageEvents")
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst(),
    lastAttempts: await Promise.all(lastAttempts),
  };
}
