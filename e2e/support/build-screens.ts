import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Playwright's global set-up: builds the screens when their sources changed, so that no story meets yesterday's. */
// oxlint-disable-next-line import/no-default-export -- Playwright calls the default export
export default function buildScreens() {
  const script = fileURLToPath(new URL("../../apps/web/build-if-changed.ts", import.meta.url));
  execFileSync(process.execPath, [script], { stdio: "inherit" });
}
