import type { GetICUArgs } from "@schummar/icu-type-parser";
import type { messages as english } from "./en.ts";
import type { messages as englishAccount } from "./en-account.ts";

/** The messages that every page has, in English: they say which there are, and what each is told. */
export type PageMessages = typeof english;

/** The messages that the pages behind the sign-in have beside them. */
export type AccountMessages = typeof englishAccount;

/** What a message is told, by name: read from its placeholders. */
export type ValuesOf<Message extends string> = GetICUArgs<
  Message,
  { ICUArgument: string; ICUNumberArgument: number }
>;

/** Of each message of a translation the text itself if it is told what the English one is, else what is wrong with it. */
type Checked<English extends Record<string, string>, Translation> = {
  [Key in keyof Translation]: Key extends keyof English
    ? Translation[Key] extends string
      ? [ValuesOf<Translation[Key]>, ValuesOf<English[Key]>] extends [
          ValuesOf<English[Key]>,
          ValuesOf<Translation[Key]>,
        ]
        ? Translation[Key]
        : { "is told other values than": English[Key] }
      : string
    : never;
};

/** A translation of the messages of every page. Does not compile with one missing, unknown, or told something else. */
export function translation<const Translation extends Record<keyof PageMessages, string>>(
  messages: Translation & Checked<PageMessages, Translation>,
): Translation {
  return messages;
}

/** As `translation`, for the pages behind the sign-in. */
export function accountTranslation<const Translation extends Record<keyof AccountMessages, string>>(
  messages: Translation & Checked<AccountMessages, Translation>,
): Translation {
  return messages;
}
