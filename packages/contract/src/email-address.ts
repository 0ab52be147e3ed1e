import { z } from "zod";

const invalid = "Enter a complete email address, such as name@company.com.";

/**
 * An address that mail can be sent to: an ASCII dot-atom before the @ and a dotted ASCII host after it (RFC 5321 without
 * quoted parts), at most 254 characters. International hosts are written in their xn-- form, so that two addresses that
 * look alike never count as one.
 */
export const EmailAddress = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.email(invalid).max(254, "Use at most 254 characters."))
  .refine((text) => text.indexOf("@") <= 64, invalid);

/** The one form in which addresses are compared and kept unique: lower case (ASCII only, by the schema). */
export function canonicalEmail(address: string): string {
  return address.trim().toLowerCase();
}

/** Shows whose address it is without giving it away: `jane.okafor@acme.dev` becomes `j…r@acme.dev`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const end = local.length > 2 ? local.slice(-1) : "";
  return `${local.slice(0, 1)}…${end}${address.slice(at)}`;
}
