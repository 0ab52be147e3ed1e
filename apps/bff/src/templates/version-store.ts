import { ProblemError } from "@latchkey/contract/problem.ts";
import { mostVersions, type TemplateVersion } from "@latchkey/contract/templates.ts";
import type { Selectable } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type Ctx, type System } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Database } from "../db/schema.ts";
import { newId } from "../ports/random.ts";
import { difference } from "./difference.ts";
import { slotName, type Slot } from "./template-slot.ts";

/** A version as it is stored. */
export type VersionRow = Selectable<Database["templateVersions"]>;

/** A version about to be added. */
type NewVersion = {
  kind: VersionRow["kind"];
  restores?: number;
  /** What is saved, as JSON; null: what is built in. */
  content: string | null;
  note: string;
  /** The newest version that its author has seen; 0 when there was none. */
  basedOn: number;
};

/** The newest version; undefined when nobody ever saved one. */
export function readNewest(db: System["db"], { key, locale }: Slot): Promise<VersionRow | undefined> {
  return db
    .selectFrom("templateVersions")
    .selectAll()
    .where("key", "=", key)
    .where("locale", "=", locale)
    .where("replacedAt", "is", null)
    .executeTakeFirst();
}

/** One version. Throws `not-found`. */
export async function readVersion(
  db: System["db"],
  { key, locale }: Slot,
  number: number,
): Promise<VersionRow> {
  const row = await db
    .selectFrom("templateVersions")
    .selectAll()
    .where("key", "=", key)
    .where("locale", "=", locale)
    .where("number", "=", number)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("not-found");
  return row;
}

/** The history, newest first. */
export async function listVersions(
  db: System["db"],
  { key, locale }: Slot,
): Promise<{ versions: TemplateVersion[]; total: number }> {
  const rows = await db
    .selectFrom("templateVersions")
    .select(["number", "kind", "restores", "note", "authorName", "createdAt"])
    .where("key", "=", key)
    .where("locale", "=", locale)
    .orderBy("number", "desc")
    .limit(mostVersions)
    .execute();
  return { versions: rows.map(versionSummary), total: rows[0]?.number ?? 0 };
}

/** A version as the history shows it. */
export function versionSummary(
  row: Pick<VersionRow, "number" | "kind" | "restores" | "note" | "authorName" | "createdAt">,
): TemplateVersion {
  const { number, kind, restores, note, authorName, createdAt } = row;
  return { number, kind, restores, note, author: authorName, at: createdAt };
}

/**
 * Adds a version, drops its author's draft and audits the difference, together or not at all. `tell` says what a content is,
 * line by line. Throws `version-conflict` when somebody else added one in the meantime.
 */
export async function addVersion(
  ctx: Ctx,
  slot: Slot,
  version: NewVersion,
  tell: (content: string | null) => string,
): Promise<void> {
  const author = signedIn(ctx);
  await transact(ctx, async (tx) => {
    const newest = await readNewest(tx, slot);
    if ((newest?.number ?? 0) !== version.basedOn) throw new ProblemError("version-conflict");
    const number = version.basedOn + 1;
    const now = ctx.clock.now();
    if (newest !== undefined) {
      await tx.updateTable("templateVersions").set({ replacedAt: now }).where("id", "=", newest.id).execute();
    }
    await tx
      .insertInto("templateVersions")
      .values({
        id: newId(),
        ...slot,
        number,
        kind: version.kind,
        restores: version.restores ?? null,
        content: version.content,
        note: version.note,
        authorId: author.userId,
        authorName: author.name,
        createdAt: now,
        replacedAt: null,
      })
      .execute();
    await tx
      .deleteFrom("templateDrafts")
      .where("key", "=", slot.key)
      .where("locale", "=", slot.locale)
      .where("authorId", "=", author.userId)
      .execute();
    await recordAudit(tx, ctx, {
      action: actionOf(slot, version.kind),
      subjectId: null,
      details: {
        template: slotName(slot),
        ...(slot.locale !== "" && { language: slot.locale }),
        version: String(number),
        ...(version.restores !== undefined && { restores: String(version.restores) }),
        ...(version.note !== "" && { note: version.note }),
        difference: difference(tell(newest?.content ?? null), tell(version.content)),
      },
    });
  });
}

const pastTense = { edited: "saved", restored: "restored", reset: "reset" } as const;

function actionOf({ key }: Slot, kind: VersionRow["kind"]) {
  return `${key === "layout" ? "layout" : "template"}.${pastTense[kind]}` as const;
}

/** What an administrator keeps of a template without saving it; undefined when there is nothing. */
export function readDraft(ctx: Ctx, { key, locale }: Slot) {
  return ctx.db
    .selectFrom("templateDrafts")
    .select(["content", "basedOn", "updatedAt"])
    .where("key", "=", key)
    .where("locale", "=", locale)
    .where("authorId", "=", signedIn(ctx).userId)
    .executeTakeFirst();
}

/** Keeps a draft of the asking administrator's own, in place of an older one. */
export async function putDraft(ctx: Ctx, slot: Slot, content: string, basedOn: number): Promise<void> {
  const kept = { basedOn, content, updatedAt: ctx.clock.now() };
  await transact(ctx, async (tx) => {
    await tx
      .insertInto("templateDrafts")
      .values({ id: newId(), ...slot, authorId: signedIn(ctx).userId, ...kept })
      .onConflict((conflict) => conflict.columns(["key", "locale", "authorId"]).doUpdateSet(kept))
      .execute();
  });
}

/** Forgets the asking administrator's draft, if there is one. */
export async function removeDraft(ctx: Ctx, { key, locale }: Slot): Promise<void> {
  await transact(ctx, async (tx) => {
    await tx
      .deleteFrom("templateDrafts")
      .where("key", "=", key)
      .where("locale", "=", locale)
      .where("authorId", "=", signedIn(ctx).userId)
      .execute();
  });
}

/** The newest version of every template, language and of the layout, without what it holds but whether it holds words. */
export async function readNewestOfAll(
  db: System["db"],
): Promise<(Omit<VersionRow, "content"> & { hasContent: boolean })[]> {
  const rows = await db
    .selectFrom("templateVersions as v")
    .select((eb) => [
      "v.id",
      "v.key",
      "v.locale",
      "v.number",
      "v.kind",
      "v.restores",
      "v.note",
      "v.authorId",
      "v.authorName",
      "v.createdAt",
      "v.replacedAt",
      eb("v.content", "is not", null).as("hasContent"),
    ])
    .where("v.replacedAt", "is", null)
    .execute();
  // SQLite says 1 for true.
  return rows.map((row) => ({ ...row, hasContent: Boolean(row.hasContent) }));
}
