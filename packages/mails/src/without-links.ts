import { linkBreak } from "@latchkey/contract/user-name.ts";
import topLevelDomains from "tlds" with { type: "json" };

const known: ReadonlySet<string> = new Set(topLevelDomains);

/**
 * A name in which no mail program finds an address to make a link of: `evil.dev` and `https://evil.dev/win` get a hair space
 * where a program would read on, and stay readable. What only has dots in it, as `jane.okafor`, stays as it is.
 */
export function withoutLinks(name: string): string {
  return name
    .replaceAll(/:(?=\/\/)|\\(?=\\)|\bwww\d{0,3}(?=\.)/gi, `$&${linkBreak}`)
    .replaceAll(/[.\u3002\uff0e\uff61]([\p{L}\p{M}\p{N}-]+)/gu, (dotted: string, label: string) =>
      isTopLevel(label) ? linkBreak + dotted : dotted,
    );
}

function isTopLevel(label: string): boolean {
  const canonical = label.normalize("NFKC").toLowerCase();
  return known.has(canonical) || canonical.startsWith("xn--");
}
