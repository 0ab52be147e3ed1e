import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../ports/random.ts";

/** Makes the data folder, for its owner only, whatever the umask. */
export function prepareDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** The secret key that stands in the data folder, in base64; made once. For use on one's own machine. */
export function readOrMakeSecretKey(folder: string, random: Random): string {
  const file = join(folder, "secret.key");
  if (!existsSync(file)) {
    writeFileSync(file, `${Buffer.from(random.bytes(32)).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}
