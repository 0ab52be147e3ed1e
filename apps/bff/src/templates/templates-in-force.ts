import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { MailLayout } from "@latchkey/contract/templates.ts";
import { findTemplate } from "@latchkey/mails/find-template.ts";
import { languageChain } from "@latchkey/mails/language-chain.ts";
import {
  type Brand,
  brandOf,
  defaultFrame,
  defaultLayout,
  frameOf,
  type MailFrame,
} from "@latchkey/mails/mail-frame.ts";
import type { MailTemplate } from "@latchkey/mails/parse-template.ts";
import { builtInTemplate, templateOf } from "@latchkey/mails/template-source.ts";
import type { SqlBool } from "kysely";
import { LRUCache } from "lru-cache";
import type { System } from "../ctx.ts";
import { askedOftenOfEach } from "../db/asked-often.ts";
import { readNewest } from "../versioned/version-store.ts";
import { layoutSlot, readLayout, readSource } from "./stored-content.ts";

/** What a mail is rendered from just now. */
export type InForce = {
  template: MailTemplate;
  /** The id of the version that the words are from; null: they are built in. */
  templateVersion: string | null;
  frame: MailFrame;
  /** The id of the version that the frame and the brand are from; null: they are built in. */
  layoutVersion: string | null;
  brand: Brand;
};

type Framed = { layout: MailLayout; frame: MailFrame };

/** What was made of versions, by their ids: a version never changes. */
const framedLayouts = new LRUCache<string, Framed>({ max: 20 });
const editedTemplates = new LRUCache<string, MailTemplate>({ max: 200 });

/** The current version of each template and language in question, and of the layout. */
const selectCurrent = askedOftenOfEach<
  { key: TemplateKey; locale: Language },
  { id: string; key: string; locale: string; isBuiltIn: SqlBool }
>((db, ofEach) =>
  db
    .selectFrom("templateVersions as v")
    .select((eb) => ["v.id", "v.key", "v.locale", eb("v.content", "is", null).as("isBuiltIn")])
    .where("v.replacedAt", "is", null)
    .where((eb) =>
      eb.or([
        eb("v.key", "=", "layout"),
        eb.and([
          eb("v.key", "=", ofEach((later) => later(({ key }) => key))[0]!),
          eb(
            "v.locale",
            "in",
            ofEach((later) => later(({ locale }) => locale)),
          ),
        ]),
      ]),
    ),
);

/**
 * What a mail to somebody with this locale (BCP 47) is rendered from: their language, then the one it belongs to, then
 * English; in each of them what was saved comes before what is built in.
 */
export async function readInForce(
  system: Pick<System, "installation">,
  db: System["db"],
  key: TemplateKey,
  locale: string,
): Promise<InForce> {
  const chain = languageChain(locale);
  const current = await selectCurrent(
    db,
    chain.map((language) => ({ key, locale: language })),
  );
  const edited = current.filter((row) => !row.isBuiltIn);
  const layoutRow = edited.find((row) => row.key === "layout");
  const { layout, frame } =
    layoutRow === undefined
      ? { layout: defaultLayout, frame: defaultFrame }
      : await readFramed(db, layoutRow.id);
  const brand = brandOf(system.installation, layout);
  const base = { frame, brand, layoutVersion: layoutRow?.id ?? null };
  for (const language of chain) {
    const row = edited.find((each) => each.key === key && each.locale === language);
    if (row !== undefined) {
      return { ...base, template: await readEdited(db, key, language, row.id), templateVersion: row.id };
    }
    const builtIn = builtInTemplate(key, language);
    if (builtIn !== null) return { ...base, template: builtIn, templateVersion: null };
  }
  return { ...base, template: findTemplate(key, locale), templateVersion: null };
}

/** How mails and pages name whom they come from: as the layout says, else as the installation does. */
export async function readBrand(system: Pick<System, "installation">, db: System["db"]): Promise<Brand> {
  const row = await readNewest(db, layoutSlot);
  return brandOf(system.installation, row?.content ? readLayout(row.content) : defaultLayout);
}

async function readFramed(db: System["db"], id: string): Promise<Framed> {
  const known = framedLayouts.get(id);
  if (known !== undefined) return known;
  const layout = readLayout(await readContent(db, id));
  const framed = { layout, frame: frameOf(layout) };
  framedLayouts.set(id, framed);
  return framed;
}

async function readEdited(
  db: System["db"],
  key: TemplateKey,
  language: Language,
  id: string,
): Promise<MailTemplate> {
  const known = editedTemplates.get(id);
  if (known !== undefined) return known;
  const template = templateOf(key, language, readSource(await readContent(db, id)));
  editedTemplates.set(id, template);
  return template;
}

async function readContent(db: System["db"], id: string): Promise<string> {
  const { content } = await db
    .selectFrom("templateVersions")
    .select("content")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return content ?? "";
}
