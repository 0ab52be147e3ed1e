import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Kysely } from "kysely";
import { signedIn, type Ctx } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newToken } from "../ports/random.ts";

/** The HTML part of a preview, until then and for its owner alone. */
type Kept = { html: string; ownerId: string; until: Moment };

/** In memory only: a preview holds a person's names, and is worth nothing after a restart. */
const stores = new WeakMap<Kysely<Database>, Map<string, Kept>>();

const keptMinutes = 10;
/** So many are kept for one administrator, and in all; the oldest go first. */
const mostOfOwner = 20;
const mostInAll = 200;

/** Keeps the HTML part of a preview for the asking administrator. Returns a name that nobody can guess. */
export function keepPreview(ctx: Ctx, html: string): string {
  const store = stores.get(ctx.db) ?? new Map<string, Kept>();
  stores.set(ctx.db, store);
  const now = ctx.clock.now();
  const ownerId = signedIn(ctx).userId;
  for (const [id, kept] of store) if (kept.until <= now) store.delete(id);
  const own = [...store].filter(([, kept]) => kept.ownerId === ownerId);
  if (own.length >= mostOfOwner) store.delete(own[0]![0]);
  if (store.size >= mostInAll) store.delete(store.keys().next().value!);
  const id = newToken(ctx.random);
  store.set(id, { html, ownerId, until: addMinutes(now, keptMinutes) });
  return id;
}

/** The HTML part of a preview of the asking administrator's. Throws `not-found`. */
export function findPreview(ctx: Ctx, id: string): string {
  const kept = stores.get(ctx.db)?.get(id);
  if (kept === undefined || kept.ownerId !== signedIn(ctx).userId || kept.until <= ctx.clock.now()) {
    throw new ProblemError("not-found");
  }
  return kept.html;
}
