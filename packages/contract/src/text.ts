import { z } from "zod";

/** C0, DEL, C1, separators of lines and paragraphs, marks that reorder text, halves of characters: no part of a line of text. */
// oxlint-disable-next-line no-control-regex -- control characters are what this finds
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;

/** One line of text: NFC, trimmed, no control characters, at most `max` characters. */
export const lineOfText = (max: number) =>
  z
    .string()
    .refine((text) => !unprintable.test(text), "Remove the line breaks or control characters.")
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => text.length <= max, `Use at most ${max} characters.`);

/** Something that can be seen: no blank, no filler, no mark without a letter to stand on. */
const visible = /[^\p{DI}\p{Z}\p{M}\p{Cc}\p{Cf}\u2800]/u;

/** As `lineOfText`, but something must be there that can be seen. */
export const requiredText = (max: number, sentence: string) =>
  lineOfText(max).refine((text) => visible.test(text), { error: sentence, abort: true });

/** As `lineOfText`; a line in which nothing can be seen counts as absent (null). */
export const optionalText = (max: number) =>
  lineOfText(max)
    .nullable()
    .transform((text) => (text === null || !visible.test(text) ? null : text));

/** An identifier made by the server: a UUIDv7 (RFC 9562). */
export const Id = z.uuid();

/** A moment as ISO 8601 in UTC with milliseconds. */
export const Moment = z.iso.datetime({ precision: 3 });

/** The secret of a link, as it stands in the address after the #. */
export const LinkToken = z.string().min(1).max(128);

/** How many characters the secret of a link has: 256 bits in base64url. */
export const linkTokenLength = 43;

/**
 * The secret of a link in what a gateway, a chat or a finger left of its fragment: escaped once or more, broken, in brackets, with
 * something behind it. Empty when there is none.
 */
export function linkTokenIn(fragment: string): string {
  const text = unescapeLink(fragment).replaceAll(/\s/g, "");
  return /[\w-]+/.exec(text)?.[0].slice(0, linkTokenLength) ?? "";
}

/** Undoes how ASCII is escaped in addresses, however often it was; what is not ASCII, and in none of ours, becomes a blank. */
export function unescapeLink(address: string): string {
  return address.replaceAll(/%(?:25)*([\da-f]{2})/gi, (_, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code < 0x80 ? String.fromCodePoint(code) : " ";
  });
}
