import { ProblemError } from "@latchkey/contract/problem.ts";
import { mostVersions, type Version } from "@latchkey/contract/versioned.ts";
import type { Selectable } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type Ctx, type System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import type { Database } from "../db/schema.ts";
import { newId } from "../ports/random.ts";
import type { Slot, Stored } from "./versioned.ts";

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
): Promise<{ versions: Version[]; total: number }> {
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
): Version {
  const { number, kind, restores, note, authorName, createdAt } = row;
  return { number, kind, restores, note, author: authorName, at: createdAt };
}

/** What a version holds; null stands for what is built in. */
export function contentIn<Content>({ builtIn, read }: Stored<Content>, content: string | null): Content {
  return content === null ? builtIn() : read(content);
}

/**
 * Adds a version, drops its author's draft and audits the difference, together or not at all. Throws `version-conflict` when
 * somebody else added one in the meantime.
 */
export async function addVersion<Content>(
  ctx: Ctx,
  thing: Stored<Content>,
  version: NewVersion,
): Promise<void> {
  const { slot, tell, entry } = thing;
  const author = signedIn(ctx);
  // Only who saves one needs it.
  const { difference } = await import("./difference.ts");
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
    await deleteDraft(tx, slot, author.userId);
    const before = contentIn(thing, newest?.content ?? null);
    await recordAudit(
      tx,
      ctx,
      entry(pastTense[version.kind], {
        version: String(number),
        ...(version.restores !== undefined && { restores: String(version.restores) }),
        ...(version.note !== "" && { note: version.note }),
        difference: difference(tell(before), tell(contentIn(thing, version.content))),
      }),
    );
  });
}

const pastTense = { edited: "saved", restored: "restored", reset: "reset" } as const;

/** How it stands with the versions of something, and what the newest of them holds: null for what is built in. */
export async function readStanding<Content>(
  ctx: Ctx,
  { slot, read }: Pick<Stored<Content>, "slot" | "read">,
) {
  const newest = await readNewest(ctx.db, slot);
  const draft = await ctx.db
    .selectFrom("templateDrafts")
    .select(["content", "basedOn", "updatedAt"])
    .where("key", "=", slot.key)
    .where("locale", "=", slot.locale)
    .where("authorId", "=", signedIn(ctx).userId)
    .executeTakeFirst();
  return {
    version: newest?.number ?? 0,
    latest: newest === undefined ? null : versionSummary(newest),
    draft:
      draft === undefined
        ? null
        : { content: read(draft.content), basedOn: draft.basedOn, at: draft.updatedAt },
    content: newest?.content ?? null,
  };
}

/** The places in which the asking administrator has a draft. */
export function readOwnDrafts(ctx: Ctx): Promise<Slot[]> {
  return ctx.db
    .selectFrom("templateDrafts")
    .select(["key", "locale"])
    .where("authorId", "=", signedIn(ctx).userId)
    .execute();
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
export async function removeDraft(ctx: Ctx, slot: Slot): Promise<void> {
  await transact(ctx, (tx) => deleteDraft(tx, slot, signedIn(ctx).userId));
}

async function deleteDraft(tx: Tx, { key, locale }: Slot, authorId: string): Promise<void> {
  await tx
    .deleteFrom("templateDrafts")
    .where("key", "=", key)
    .where("locale", "=", locale)
    .where("authorId", "=", authorId)
    .execute();
}

/** The newest version of everything, without what it holds but whether it holds words. */
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
