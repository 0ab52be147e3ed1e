/** The alphabet of base64 (RFC 4648), as used for the stored fingerprints. */
const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * A 36-bit fingerprint of a password: one of 4,096 drawers, and four base64 characters to find in it. It only makes the
 * list small; it hides nothing. Two multiplicative 32-bit hashes over UTF-16 code units, as in the public-domain cyrb53.
 */
export function commonPasswordFingerprint(canonical: string): { drawer: number; code: string } {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let place = 0; place < canonical.length; place++) {
    const unit = canonical.charCodeAt(place);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const code = [18, 12, 6, 0].map((shift) => base64[(low >>> shift) & 63]).join("");
  return { drawer: high & 4095, code };
}
