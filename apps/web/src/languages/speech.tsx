import {
  type LocalizedString,
  LocalizedStringDictionary,
  LocalizedStringFormatter,
} from "@internationalized/string";
import type { Language } from "@latchkey/contract/languages.ts";
import { Fragment, type ReactNode } from "react";
import type { AccountMessages, PageMessages, ValuesOf } from "./catalogue.ts";

/** A message without placeholders takes nothing beside its key, any other takes all its values. */
type Told<Message extends string, Value = never> = keyof ValuesOf<Message> extends never
  ? []
  : [values: { [Name in keyof ValuesOf<Message>]: ValuesOf<Message>[Name] | Value }];

/** Says messages in the language of the page. */
export type Say<Messages extends Record<string, string>> = {
  <Key extends keyof Messages>(key: Key, ...told: Told<Messages[Key]>): string;
  /** Whether there is such a message. */
  has(key: string): boolean;
  /** As elements, with elements in place of placeholders. */
  rich<Key extends keyof Messages>(key: Key, ...told: Told<Messages[Key], ReactNode>): ReactNode;
};

/** All messages, or those of every page. */
export type AllMessages = PageMessages & AccountMessages;

/** A language being spoken. */
export type Speech = {
  language: Language;
  /** For dates and numbers (BCP 47); undefined for the browser's own. */
  locale: string | undefined;
  say: Say<AllMessages>;
};

/** A compiled catalogue: texts, and functions where there are placeholders. */
export type Catalogue = Record<string, LocalizedString | string>;

/** Speaks a language in these messages. Throws when asked for another one. */
export function speak(language: Language, locale: string | undefined, messages: Catalogue): Speech {
  const dictionary = new LocalizedStringDictionary<string, LocalizedString>(
    { [language]: messages },
    language,
  );
  const formatter = new LocalizedStringFormatter(language, dictionary);
  const text = (key: string, values?: Record<string, string | number>) => formatter.format(key, values);

  function rich(key: string, values: Record<string, ReactNode> = {}): ReactNode {
    const names = Object.keys(values);
    const marked = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === "object" ? `${mark}${names.indexOf(name)}${mark}` : (value as string | number),
      ]),
    );
    return text(key, marked)
      .split(mark)
      .map((part, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of a sentence have no other
        <Fragment key={place}>{place % 2 === 0 ? part : values[names[Number(part)]!]}</Fragment>
      ));
  }

  return {
    language,
    locale,
    say: Object.assign(text, {
      has: (key: string) => Object.hasOwn(messages, key),
      rich,
    }) as unknown as Say<AllMessages>,
  };
}

/** Stands around the number of an element while a sentence is put together; no text has it (private use). */
const mark = "\uE000";
