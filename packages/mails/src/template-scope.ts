import { LRUCache } from "lru-cache";
import { epochMilliseconds } from "./instant.ts";
import { actorWords } from "./built-in-actors.ts";
import { supportWords } from "./support-words.ts";
import { withoutLinks } from "./without-links.ts";
import type { TemplateValues } from "./template-values.ts";

// Control characters, line and paragraph separators, and the marks that turn the direction of what follows.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu;

/** One line of harmless text: what people typed can't start a line, a header or a change of direction. Empty is null. */
function oneLine(value: string | null): string | null {
  return value?.toWellFormed().replace(unprintable, " ").trim() || null;
}

/** As `oneLine`, and what somebody is called is no link to anywhere. */
function nameLine(value: string | null): string | null {
  const line = oneLine(value);
  return line === null ? null : withoutLinks(line);
}

/** What no mail can do without. */
function presentLine(value: string, name: string): string {
  const line = oneLine(value);
  if (line === null) throw new TypeError(`${name} is empty`);
  return line;
}

/** A link goes out as it is or not at all. */
function checkedLink(value: string | null, name: string): string | null {
  if (value === null || /^https?:\/\/[\x21-\x7E]+$/.test(value)) return value;
  throw new TypeError(`${name} is not an http link`);
}

/** A password goes out letter by letter or not at all. */
function checkedPassword(value: string | null): string | null {
  if (value === null || oneLine(value) === value) return value;
  throw new TypeError("password has characters that can not be shown");
}

type Place = { locale: string; timeZone: string };

/** One for each locale and time zone: making them takes longer than the rest of a mail. */
const formats = new LRUCache<string, Intl.DateTimeFormat, Place & { at: number }>({
  max: 500,
  memoMethod: (_name, _stale, { context: { at, locale, timeZone } }) =>
    new Intl.DateTimeFormat(locale, {
      calendar: "gregory",
      weekday: "long",
      year: "numeric",
      month: "long",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone,
      timeZoneName: zoneStyle(at, { locale, timeZone }),
    }),
});

/** How to name a time zone: after its place if the language does in words of a sentence, else as people there call it the whole year. */
function zoneStyle(at: number, { locale, timeZone }: Place): Intl.DateTimeFormatOptions["timeZoneName"] {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortGeneric" });
  // It is at no place, and its whole name says nothing to most.
  if (/(?:^|\/)UTC$/.test(format.resolvedOptions().timeZone)) return "short";
  const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const isAbbreviated = !/[\p{Ll}\p{Lo}]/u.test(name);
  return isAbbreviated || name.includes(":") ? "longGeneric" : "shortGeneric";
}

/** The instant in the recipient's words: weekday, date, time to the minute, and the time zone by its place. */
function exactMoment(instant: string, place: Place): string {
  const at = epochMilliseconds(instant);
  return formats.memo(`${place.locale} ${place.timeZone}`, { context: { ...place, at } }).format(at);
}

/** What Liquid sees: the placeholders, with everything in words. */
type TemplateScope = Omit<TemplateValues, "actor" | "readerIsAdministrator"> & {
  actor: string;
  actorIsYou: boolean;
  support: string;
};

/**
 * The values as Liquid sees them: names on one line and no links, links and password checked, instants as exact moments. The actor
 * and whom to ask are told in `language`, that of the template (BCP 47); dates follow `locale`, that of the reader.
 * Throws a TypeError for a bad link or password or an empty user name or product name, a RangeError for a bad instant, locale or time zone.
 */
export function templateScope(
  values: TemplateValues,
  options: { language: string; locale: string; timeZone: string },
): TemplateScope {
  const { user } = values;
  const supportContact = oneLine(values.supportContact);
  const inWords = (instant: string | null) => (instant === null ? null : exactMoment(instant, options));
  const userName = withoutLinks(presentLine(user.userName, "user.userName"));
  return {
    user: {
      firstName: nameLine(user.firstName),
      lastName: nameLine(user.lastName),
      name: nameLine(user.name) ?? userName,
      userName,
      email: oneLine(user.email),
    },
    link: checkedLink(values.link, "link"),
    password: checkedPassword(values.password),
    expiresAt: inWords(values.expiresAt),
    signInUrl: checkedLink(values.signInUrl, "signInUrl") ?? "",
    productName: presentLine(values.productName, "productName"),
    companyName: oneLine(values.companyName),
    support: supportWords(
      { contact: supportContact, readerIsAdministrator: values.readerIsAdministrator },
      options.language,
    ),
    supportContact,
    actor: actorWords(values.actor, options.language),
    actorIsYou: values.actor === "you",
    stopLink: checkedLink(values.stopLink, "stopLink"),
    recordUrl: checkedLink(values.recordUrl, "recordUrl"),
    stoppedAt: inWords(values.stoppedAt),
  };
}
