import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { TemplateSource } from "@latchkey/contract/templates.ts";
import { findTemplate } from "@latchkey/mails/find-template.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import { renderTemplate, renderWithOpenParts } from "@latchkey/mails/render-template.ts";
import { sampleValues } from "@latchkey/mails/sample-values.ts";
import { sourceOf } from "@latchkey/mails/template-source.ts";
import type { System } from "../ctx.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open.ts";
import { transact } from "../db/transaction.ts";
import { systemClock } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { confirmInForce, renderInForce, type MailValues } from "../templates/render-in-force.ts";
import { readInForce } from "../templates/templates-in-force.ts";
import { quantile, say } from "./figures.ts";

const runs = 5;
const mailsOfRun = 2000;
const languages = ["en", "de", "ja", "ar"] as const;
const timeZones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"];

/**
 * Renders different messages in this process: in built-in words, and in saved words and a saved layout with a text part that
 * is made from the HTML part. By itself, with the parts that administrators may read, and as the outbox is filled: with a look
 * at what is in force before, and another one in the transaction.
 */
const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-rendering-"));
const database = openDatabase(join(folder, "latchkey.db"));
try {
  await migrate(database, systemClock);
  const system = {
    db: database.db,
    dialect: database.dialect,
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

async function measure(system: System, words: string): Promise<void> {
  const told = async (what: string, render: () => Promise<void>) =>
    say(`rendering       ${words}, ${what}: ${await rate(render)}`);
  await told("by itself", () => renderMany(system, "access-info", renderTemplate));
  await told("a notice with its open parts", () =>
    renderMany(system, "password-changed", renderWithOpenParts),
  );
  await told("looked up for each, and again in the transaction", () => prepareMany(system));
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

const readerOf = (index: number) => ({
  locale: languages[index % languages.length]!,
  timeZone: timeZones[index % timeZones.length]!,
});

async function renderMany(
  system: System,
  key: TemplateKey,
  render: (...about: Parameters<typeof renderWithOpenParts>) => unknown,
): Promise<void> {
  const inForce = await Promise.all(languages.map((locale) => readInForce(system, system.db, key, locale)));
  for (let index = 0; index < mailsOfRun; index++) {
    const design = inForce[index % languages.length]!;
    render(key, { ...valuesOf(system, key, index), ...design.brand }, readerOf(index), design);
  }
}

async function prepareMany(system: System): Promise<void> {
  for (let index = 0; index < mailsOfRun; index++) {
    const mail = { reader: readerOf(index), values: valuesOf(system, "access-info", index) };
    const prepared = await renderInForce(system, system.db, "access-info", mail);
    await transact(system, (tx) => confirmInForce(system, tx, prepared));
  }
}

function valuesOf(system: System, key: TemplateKey, index: number): MailValues {
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
    { now: systemClock.now(), installation: system.installation },
    key,
    { productName: "", companyName: null, supportContact: null },
    { person, secret: String(index) },
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
  for (const key of ["access-info", "password-changed"] as const) {
    for (const locale of languages) {
      const source: TemplateSource = { ...sourceOf(findTemplate(key, locale)), text: null };
      await system.db
        .insertInto("templateVersions")
        .values({ ...version, id: newId(), key, locale, content: JSON.stringify(source) })
        .execute();
    }
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
