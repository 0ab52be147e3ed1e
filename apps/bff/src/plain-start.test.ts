import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freshPlace, runServer } from "./test/run-program.ts";

/** What is there for some installations, or for what is seldom done: each is loaded when it is first asked for. */
const optional = [
  "packages/mailbox/",
  "apps/bff/src/templates/template-verbs.ts",
  "apps/bff/src/templates/mail-layout-verbs.ts",
  "packages/mails/src/lint-html.ts",
  "apps/bff/src/db/open-postgres.ts",
  "apps/bff/src/db/postgres-rounds.ts",
  "node_modules/pg/",
  "node_modules/pg-boss/",
  "node_modules/diff/",
  "node_modules/parse5/",
];

test("a start loads nothing that is optional: with a key of Resend's not even the mailbox", async () => {
  const place = { ...(await freshPlace()), RESEND_API_KEY: "re_123456789", MAIL_FROM: "no-reply@acme.test" };
  expect(await loadedBy(place)).toEqual([]);
});

test("without one the mailbox stands in, and nothing else comes with it", async () => {
  expect(await loadedBy(await freshPlace())).toEqual(["packages/mailbox/"]);
});

/** Which of them a server loads from its start to its end: Node writes what it ran when it ends. */
async function loadedBy(place: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-loaded-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const server = await runServer({ ...place, NODE_V8_COVERAGE: folder });
  expect(await server.stop()).toBe(0);
  const urls = readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
  expect(urls.some((url) => url.includes("apps/bff/src/program.ts"))).toBe(true);
  return optional.filter((part) => urls.some((url) => url.includes(part)));
}
