import { commonPasswordFingerprint } from "./common-password-fingerprint.ts";
import { commonPasswordFingerprints } from "./common-passwords-data.ts";

const drawers = commonPasswordFingerprints.split(/\s/);

/**
 * Whether many people use this password; takes the form of `canonicalPassword`. Load this module lazily, as it weighs
 * some 55 kB compressed. It takes about one other password in four million for a common one.
 */
export function isCommonPassword(canonical: string): boolean {
  const { drawer, code } = commonPasswordFingerprint(canonical);
  const codes = drawers[drawer] ?? "";
  for (let place = 0; place < codes.length; place += code.length) {
    if (codes.startsWith(code, place)) return true;
  }
  return false;
}
