import type { Version } from "@latchkey/contract/versioned.ts";

/** What a version is called. */
export function versionName(number: number): string {
  return number === 0 ? "Default" : `Version ${number}`;
}

/** How a version came to be, in words; nothing for one that was simply saved. */
export function kindWords({ kind, restores }: Version): string | null {
  if (kind === "reset") return "Reset to Default";
  if (kind === "restored") return `Restored from ${versionName(restores ?? 0).toLowerCase()}`;
  return null;
}
