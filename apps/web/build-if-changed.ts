import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const web = import.meta.dirname;
const root = join(web, "../..");
const stamp = join(web, "dist/.built-from");

const hash = hashOfSources();
if (hash === lastBuilt()) {
  console.log("web: up to date");
} else {
  const started = performance.now();
  // Vite is slow to import, so it is imported only when there is something to build.
  const { build } = await import("vite");
  await build({ configFile: join(web, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(stamp, hash);
  console.log(`web: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function lastBuilt(): string | null {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return null;
  }
}

/** One hash over the names and contents of everything that the build reads. */
function hashOfSources(): string {
  const sum = createHash("sha256");
  for (const file of [
    join(root, "pnpm-lock.yaml"),
    ...filesIn(web),
    ...filesIn(join(root, "packages/contract")),
    ...filesIn(join(root, "packages/ui")),
  ]) {
    sum.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return sum.digest("hex");
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && name !== "dist")
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}
