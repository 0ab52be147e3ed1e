import { z } from "zod";

const invalid = "Enter a complete email address, such as name@company.com.";

/** RFC 5321: a dot-atom with every sign that it allows, and a dotted host, whose last label may be international (`xn--`). */
const pattern =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d][a-z\d-]*\.)+(?:[a-z]{2,}|xn--[a-z\d-]*[a-z\d])$/i;

/**
 * An address that mail can be sent to: an ASCII dot-atom before the @ and a dotted host after it (RFC 5321 without quoted
 * parts), at most 254 characters. An international host may come as it is spoken and becomes its xn-- form, so that two
 * addresses that look alike never count as one.
 */
export const EmailAddress = z
  .string()
  .transform((text) => withAsciiHost(text.trim()))
  .pipe(z.email({ pattern, error: invalid }).max(254, "Use at most 254 characters."))
  .refine((text) => text.indexOf("@") <= 64, invalid);

/** The one form in which addresses are compared and kept unique: lower case (ASCII only, by the schema). */
export function canonicalEmail(address: string): string {
  return withAsciiHost(address.trim()).toLowerCase();
}

/** No host has more characters, and converting takes the longer the more there are. */
const longestHost = 253;

/**
 * An address with its host as mail programs send it: `jane@müller.example` becomes `jane@xn--mller-kva.example`. One whose host
 * mixes scripts, or is written in signs that stand for others, stays as it is, and is none.
 */
export function withAsciiHost(address: string): string {
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1).normalize("NFC");
  if (at < 0 || host.length > longestHost || !isSpokenHost(host)) return address;
  try {
    return address.slice(0, at + 1) + new URL(`http://${host}`).hostname;
  } catch {
    return address;
  }
}

function isSpokenHost(host: string): boolean {
  return (
    /[^\p{ASCII}]/u.test(host) && host === host.normalize("NFKC") && host.split(".").every(isOfOneScript)
  );
}

/** Chinese, Japanese and Korean are written beside Latin letters; of the others none is, but by who wants to deceive. */
function isOfOneScript(label: string): boolean {
  return (
    /^[-\p{L}\p{M}\p{N}]+$/u.test(label) &&
    (/^[-\d\p{M}\p{scx=Latn}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]+$/u.test(label) ||
      !(/\p{scx=Latn}/u.test(label) || (/\p{scx=Cyrl}/u.test(label) && /\p{scx=Grek}/u.test(label))))
  );
}

/** Shows whose address it is without giving it away: `jane.okafor@acme.dev` becomes `j…r@acme.dev`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const end = local.length > 2 ? local.slice(-1) : "";
  return `${local.slice(0, 1)}…${end}${address.slice(at)}`;
}
