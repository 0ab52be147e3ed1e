/** What follows a number, as people write it: "ext. 12", "x12", "#12". */
const extension = /\s*[,;]?\s*(?:extension|ext\.?|x|#)\s*(\d{1,8})$/i;

/**
 * The address that dials a phone number as people write it (RFC 3966); null for what is no number: letters would be left out,
 * and something else dialled.
 */
export function phoneUri(phone: string): string | null {
  const written = phone.normalize("NFKC").trim();
  const inside = extension.exec(written)?.[1];
  const number = written.replace(extension, "");
  if (!/^\+?[\d\s().\-/‐-―]+$/.test(number)) return null;
  // The trunk prefix is dialled at home only.
  const digits = (number.startsWith("+") ? number.replace(/\(0\)/, "") : number).replace(/\D/g, "");
  if (digits.length < 3 || digits.length > 20) return null;
  return `tel:${number.startsWith("+") ? "+" : ""}${digits}${inside === undefined ? "" : `;ext=${inside}`}`;
}
