import type { Installation, System } from "./ctx.ts";
import { readReached } from "./db/clock-mark.ts";
import { keepFingerprints, readFingerprints } from "./db/fingerprint-key.ts";
import { migrate } from "./db/migrate.ts";
import type { OpenDatabase } from "./db/open.ts";
import { openSteadyClock } from "./ports/clock.ts";
import type { MailService } from "./mail-service.ts";

/** What a system is put together from. */
export type SystemParts = Pick<System, "clock" | "random" | "hasher" | "sealer" | "log"> &
  Pick<Installation, "publicUrl" | "mailFrom" | "copiedLinks"> &
  Partial<Pick<Installation, "mailReplyTo">> & {
    database: OpenDatabase;
    /** Null on the operator's shell, from which no mail leaves. */
    mail: MailService | null;
  };

/** Migrates the database and puts the system together. Throws `NewerSchemaError`. */
export async function openSystem(
  { database, mail, publicUrl, mailFrom, mailReplyTo = null, copiedLinks, ...ports }: SystemParts,
  outbox: System["outbox"],
): Promise<System> {
  await migrate(database, ports.clock);
  return {
    ...ports,
    // A command with a wrong key must not take the place of what the servers count by.
    sealer: await (mail === null ? readFingerprints : keepFingerprints)(database, ports),
    clock: openSteadyClock(ports.clock, await readReached(database.db)),
    machineClock: ports.clock,
    db: database.db,
    dialect: database.dialect,
    outbox,
    installation: {
      productName: "Latchkey",
      companyName: null,
      supportContact: null,
      publicUrl,
      mailFrom,
      mailReplyTo,
      mailboxUrl: mail?.mailbox?.url ?? null,
      webhooks: (mail?.readReport ?? null) !== null,
      copiedLinks,
    },
  };
}
