import { Session } from "node:inspector/promises";
import { expect, onTestFinished, test } from "vitest";
import { hostileSources } from "../hostile-sources.ts";
import { lintTemplate } from "./lint-template.ts";
import { defaultFrame } from "./mail-frame.ts";

const brand = { productName: "Latchkey", companyName: null, supportContact: null };
const around = {
  setting: {
    now: "2026-11-23T14:58:12.000Z",
    installation: { ...brand, publicUrl: "https://access.acme.example" },
  },
  frame: defaultFrame,
  brand,
  missing: [],
};

/** The test runner works meanwhile, too. */
const counted = /\/packages\/mails\/src\/|\/node_modules\/(?!.*\/vite)/;

/** How many blocks of code run, lint's own and its libraries': the same on every machine, whatever else it does. */
async function countWork(session: Session, source: { html: string; text?: string }): Promise<number> {
  await session.post("Profiler.takePreciseCoverage");
  const findings = lintTemplate(
    "password-changed",
    "en",
    { subject: "x", preheader: "", text: null, ...source },
    around,
  );
  const { result } = await session.post("Profiler.takePreciseCoverage");
  expect(findings.length).toBeLessThanOrEqual(100);
  return result
    .filter(({ url }) => counted.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

test.each(Object.entries(hostileSources))(
  "words four times as long take at most four times the work: %s",
  async (_name, make) => {
    const session = new Session();
    session.connect();
    onTestFinished(() => session.disconnect());
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    const short = await countWork(session, make(12_500));
    const long = await countWork(session, make(50_000));

    expect(short).toBeGreaterThan(100);
    expect(long / short).toBeLessThan(5);
  },
);
