import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TemplateSource } from "@latchkey/contract/templates.ts";
import type { System } from "../ctx.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open.ts";
import { transact } from "../db/transaction.ts";
import { systemClock } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { findTemplate } from "../templates/find-template.ts";
import { openRenderer, type MailValues } from "../templates/render-in-force.ts";
import { sampleValues } from "../templates/sample-values.ts";
import { defaultLayout, sourceOf } from "../templates/template-slot.ts";
import { quantile, say } from "./figures.ts";

const runs = 5;
const mailsOfRun = 2000;
const languages = ["en", "de", "ja", "ar"];
const timeZones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"];

/**
 * Renders different messages in this process: in built-in words, and in saved words and a saved layout with a text part that
 * is made from the HTML part. Once by itself, and once with a look at what is in force before each, as the outbox is filled.
 */
export async function benchRendering(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-rendering-"));
  const database = openDatabase(join(folder, "latchkey.db"));
  try {
    await migrate(database.db, systemClock);
    const system = {
      db: database.db,
      clock: systemClock,
      log: { info() {}, warn() {}, error() {} },
      installation: {
        productName: "Latchkey",
        companyName: null,
        supportContact: null,
        publicUrl: "https://access.acme.example",
      },
    } as unknown as System;
    await measure(system, "built-in words");
    await saveWords(system);
    await measure(system, "saved words, text part derived");
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(system: System, what: string): Promise<void> {
  say(`rendering       ${what}: ${await rate(() => renderMany(system, { lookUp: false }))}`);
  say(
    `rendering       ${what}, looked up for each: ${await rate(() => renderMany(system, { lookUp: true }))}`,
  );
}

/** Messages a second: the median of the runs, and the slowest and fastest of them, after one that does not count. */
async function rate(render: () => Promise<void>): Promise<string> {
  await render();
  const rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    await render();
    rates.push((mailsOfRun * 1000) / (performance.now() - startedAt));
  }
  const [low, middle, high] = [0, 0.5, 1].map((share) => Math.round(quantile(rates, share)));
  return `${middle} messages/s (${low} to ${high})`;
}

async function renderMany(system: System, { lookUp }: { lookUp: boolean }): Promise<void> {
  await transact(system, async (tx) => {
    const open = (index: number) =>
      openRenderer(system, tx, "access-info", {
        locale: languages[index % languages.length]!,
        timeZone: timeZones[index % timeZones.length]!,
      });
    const opened = await Promise.all(languages.map((_language, index) => open(index)));
    for (let index = 0; index < mailsOfRun; index++) {
      const render = lookUp ? await open(index) : opened[index % languages.length]!;
      await render(valuesOf(system, index));
    }
  });
}

function valuesOf(system: System, index: number): MailValues {
  const person = {
    firstName: "Jane",
    lastName: `Okafor ${index}`,
    name: `Jane Okafor ${index}`,
    userName: `user.${index}`,
    email: null,
  };
  const {
    productName: _name,
    companyName: _company,
    supportContact: _contact,
    ...values
  } = sampleValues(
    system,
    "access-info",
    { productName: "", companyName: null, supportContact: null },
    person,
    String(index),
  );
  return values;
}

async function saveWords(system: System): Promise<void> {
  const version = {
    number: 1,
    kind: "edited" as const,
    restores: null,
    note: "",
    authorId: "x",
    authorName: "x",
    createdAt: systemClock.now(),
    replacedAt: null,
  };
  for (const locale of ["en", "de", "ja", "ar"] as const) {
    const source: TemplateSource = { ...sourceOf(findTemplate("access-info", locale)), text: null };
    await system.db
      .insertInto("templateVersions")
      .values({ ...version, id: newId(), key: "access-info", locale, content: JSON.stringify(source) })
      .execute();
  }
  await system.db
    .insertInto("templateVersions")
    .values({
      ...version,
      id: newId(),
      key: "layout",
      locale: "",
      content: JSON.stringify({ ...defaultLayout, productName: "Acme Keys" }),
    })
    .execute();
}
