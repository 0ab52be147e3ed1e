import type { Language } from "@latchkey/contract/languages.ts";
import { readerOf, type Whereabouts } from "@latchkey/mails/reader-of.ts";
import type { Reader } from "@latchkey/mails/render-template.ts";
import type { System } from "../ctx.ts";
import { askedOften } from "../db/asked-often.ts";
import type { Tx } from "../db/transaction.ts";

/** The language and the time zone of those whose record names none. */
export type ReaderDefaults = { language: Language | null; timeZone: string | null };

const id = "installation";

const askForDefaults = askedOften((db) =>
  db.selectFrom("readerDefaults").select(["language", "timeZone"]).where("id", "=", id),
);

/** What holds for readers whose record names no language or time zone; null: nobody has said. */
export async function readReaderDefaults(db: System["db"] | Tx): Promise<ReaderDefaults> {
  const [said] = await askForDefaults(db, {});
  return said ?? { language: null, timeZone: null };
}

/** Says it from now on. */
export async function setReaderDefaults(tx: Tx, defaults: ReaderDefaults): Promise<void> {
  await tx
    .insertInto("readerDefaults")
    .values({ id, ...defaults })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(defaults))
    .execute();
}

/** How a mail to somebody tells moments, with what the installation says where their record does not. */
export async function readReader(db: System["db"], person: Whereabouts): Promise<Reader> {
  const isSaid = person.language !== null && person.timeZone !== null;
  return readerOf(person, isSaid ? person : await readReaderDefaults(db));
}
