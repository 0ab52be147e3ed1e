import type { Language } from "@latchkey/contract/languages.ts";
import { readerOf, type Whereabouts } from "@latchkey/mails/reader-of.ts";
import type { Reader } from "@latchkey/mails/render-template.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";

/** The language and the time zone of those whose record names none. */
export type ReaderDefaults = { language: Language | null; timeZone: string | null };

/** What holds for readers whose record names no language or time zone; null: nobody has said. */
export async function readReaderDefaults(db: System["db"] | Tx): Promise<ReaderDefaults> {
  return db.selectFrom("readerDefaults").select(["language", "timeZone"]).executeTakeFirstOrThrow();
}

/** Sets what is named, and leaves the rest as it is. */
export async function setReaderDefaults(tx: Tx, defaults: Partial<ReaderDefaults>): Promise<void> {
  await tx.updateTable("readerDefaults").set(defaults).execute();
}

/** How a mail to somebody tells moments, with what the installation says where their record does not. */
export async function readReader(db: System["db"], person: Whereabouts): Promise<Reader> {
  return readerOf(person, await readReaderDefaults(db));
}
