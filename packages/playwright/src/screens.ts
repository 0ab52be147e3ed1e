import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../../apps/web/dist", import.meta.url));

/** Copies the built screens into a folder of their own, for a stack whose screens are changed under its pages. */
export function copyScreens(): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-screens-"));
  cpSync(built, folder, { recursive: true });
  return folder;
}

/** Takes such a folder away. */
export function removeScreens(folder: string): void {
  rmSync(folder, { recursive: true });
}

/** Puts another build in the place of the screens, as an update does: the same pages, and not one file by the name that it had. */
export function updateScreens(folder: string): void {
  const assets = join(folder, "assets");
  for (const name of readdirSync(assets)) if (/\.(?:br|gz)$/.test(name)) rmSync(join(assets, name));
  const scripts = readdirSync(assets).filter((name) => /\.(?:js|css)$/.test(name));
  const renamed = (name: string) => name.replace(/\.(\w+)$/, "new.$1");
  const names = new RegExp(scripts.map((name) => RegExp.escape(name)).join("|"), "g");
  for (const file of [join(folder, "index.html"), ...scripts.map((name) => join(assets, name))])
    writeFileSync(file, readFileSync(file, "utf8").replace(names, renamed));
  for (const name of scripts) renameSync(join(assets, name), join(assets, renamed(name)));
}
