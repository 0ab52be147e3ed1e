import { setImmediate as othersFirst } from "node:timers/promises";
import { mostCounted, type UserListQuery } from "@latchkey/contract/users.ts";
import { UserType } from "@latchkey/contract/permissions.ts";
import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../ctx.ts";
import { all, type InPlaces } from "../db/search-by-patterns.ts";
import { firstNameAfter, firstNameAt } from "../db/search-text.ts";
import {
  countMatches,
  countUpTo,
  few,
  isActive,
  isAtMost,
  isInactive,
  type Asked,
  type Matches,
} from "./user-matches.ts";

/** By which column the list is sorted, and the index in that order. */
const sorts = {
  name: { column: "sortName", index: "usersInOrder", ofInactive: "usersInactive" },
  email: { column: "emailKey", index: "usersByEmail", ofInactive: "usersInactiveByEmail" },
  type: { column: "type", index: "usersByType", ofInactive: "usersInactiveByType" },
  "last-sign-in": {
    column: "lastSignedInAt",
    index: "usersByLastSignIn",
    ofInactive: "usersInactiveByLastSignIn",
  },
} as const satisfies Record<UserListQuery["sort"], { column: string; index: string; ofInactive: string }>;

/** So many at most are looked at along another order than that of names, before those who match are looked through instead. */
const mostPassed = 5000;

/** So many who match are looked at before others have their turn. */
const slice = 5000;

/** Which of the matches. */
export type Part = { limit: number; offset: number };

/** The ids of one page, in order. */
export async function pageOf(
  ctx: Ctx,
  query: UserListQuery,
  matches: Matches,
  part: Part,
): Promise<string[]> {
  const { places, isSmall, everybody, wanted } = matches;
  const status = { all: [], active: [isActive], inactive: [isInactive] }[query.status];
  const conditions = [...matches.conditions, ...status];
  const order = inOrder(query);
  const byName = query.sort === "name" || (query.sort === "type" && query.type !== undefined);
  const { search } = ctx.dialect;
  if (isSmall || (places !== null && everybody <= (byName ? few : mostCounted))) {
    return idsIn(ctx, search.allOf(matches.source, conditions), { order, ...part });
  }
  if (places !== null && byName) {
    const inText = [...matches.filters, ...status, search.isWanted(wanted, "order")];
    return pageInPlaces(ctx, query, { places, conditions, inText }, part);
  }
  if (places !== null && query.sort === "type") return pageByType(ctx, query, wanted, part);
  if (places === null && wanted.readings.length > 0 && (await search.isLessWork(ctx.db, wanted))) {
    const everything = [search.isWanted(wanted, "index"), ...matches.filters, ...status];
    return idsIn(ctx, search.allOf(sql`"users" as "u"`, everything), { order, ...part });
  }
  // What leads to them is in the order of names.
  if (byName) return idsOf(ctx, matches.source, conditions, { order, ...part });
  const { index, ofInactive } = sorts[query.sort];
  const along = search.through(query.status === "inactive" ? ofInactive : index);
  if (places === null) return idsOf(ctx, along, conditions, { order, ...part });
  const others = [...matches.filters, ...status];
  const byText = search.isWanted(wanted, "order");
  const passed = await idsAlong(ctx, along, [others, [byText]], { order, ...part });
  return passed ?? pageOfSlices(ctx, { ...places, conditions, order }, part);
}

/** A page along an order; null when those who stand first in it are so many others that looking at those who match is quicker. */
async function idsAlong(
  ctx: Ctx,
  source: RawBuilder<unknown>,
  [others, byText]: [readonly RawBuilder<boolean>[], readonly RawBuilder<boolean>[]],
  { order, limit, offset }: Part & { order: RawBuilder<unknown> },
): Promise<string[] | null> {
  const needed = offset + limit;
  for (const most of [Math.min(4 * needed, mostPassed), mostPassed + needed]) {
    await othersFirst();
    const { rows } = await sql<{ id: string; isFound: number }>`
      select "u"."id", ${all(byText)} as "isFound" from ${source} where ${all(others)}
        order by ${order} limit ${most}`.execute(ctx.db);
    const found = rows.filter(({ isFound }) => isFound === 1);
    if (found.length >= needed || rows.length < most) return found.slice(offset, needed).map(({ id }) => id);
  }
  return null;
}

/** A page of all who match, in any order: looked through in slices, between which others have their turn. */
async function pageOfSlices(
  ctx: Ctx,
  {
    source,
    number,
    conditions,
    order,
  }: InPlaces & { conditions: readonly RawBuilder<boolean>[]; order: RawBuilder<unknown> },
  { limit, offset }: Part,
): Promise<string[]> {
  let best: string[] = [];
  for (let last: string | null = null; ;) {
    const behind: RawBuilder<boolean>[] =
      last === null ? [] : [sql<boolean>`${number} > cast(${last} as integer)`];
    await othersFirst();
    const { rows: ends } = await sql<{ end: string | null; found: number }>`
      select cast(max("number") as text) as "end", count(*) as "found" from (
        select ${number} as "number" from ${source} where ${all([...conditions, ...behind])}
          order by ${number} limit ${sql.lit(slice)}
      ) as "slice"`.execute(ctx.db);
    const { end, found } = ends[0]!;
    if (end === null) break;
    const here = sql<boolean>`${number} <= cast(${end} as integer)`;
    const more = await idsOf(ctx, source, [...conditions, ...behind, here], {
      order,
      limit: offset + limit,
      offset: 0,
    });
    best =
      best.length === 0 ? more : await firstOf(ctx, [...best, ...more], { order, limit: offset + limit });
    if (found < slice) break;
    last = end;
  }
  return best.slice(offset);
}

/** The first of these, in order. */
function firstOf(
  ctx: Ctx,
  ids: readonly string[],
  { order, limit }: { order: RawBuilder<unknown>; limit: number },
): Promise<string[]> {
  const isOne = sql<boolean>`"u"."id" in (select "value" from json_each(${JSON.stringify(ids)}))`;
  return idsOf(ctx, sql`"users" as "u"`, [isOne], { order, limit, offset: 0 });
}

function idsOf(
  ctx: Ctx,
  source: RawBuilder<unknown>,
  conditions: readonly RawBuilder<boolean>[],
  part: Part & { order: RawBuilder<unknown> },
): Promise<string[]> {
  return idsIn(ctx, sql`${source} where ${all(conditions)}`, part);
}

async function idsIn(
  ctx: Ctx,
  found: RawBuilder<unknown>,
  { order, limit, offset }: Part & { order: RawBuilder<unknown> },
): Promise<string[]> {
  await othersFirst();
  const { rows } = await sql<{ id: string }>`
    select "u"."id" from ${found}
      order by ${order} limit ${sql.lit(limit)} offset ${offset}`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/**
 * A page in the order of names from an index in that of their places: which places the page has, how many come before them,
 * and only of those who share them the order of their whole names.
 */
async function pageInPlaces(
  ctx: Ctx,
  query: UserListQuery,
  {
    places,
    conditions,
    inText,
  }: Record<"conditions" | "inText", readonly RawBuilder<boolean>[]> & { places: InPlaces },
  { limit, offset }: Part,
): Promise<string[]> {
  const { source, number, sharers } = places;
  const isAscending = query.order === "ascending";
  const direction = sql.raw(isAscending ? "asc" : "desc");
  await othersFirst();
  const { rows: found } = await sql<{ place: number }>`
    select ${number} / ${sharers} as "place" from ${source} where ${all(conditions)}
      order by ${number} ${direction} limit ${sql.lit(limit)} offset ${offset}`.execute(ctx.db);
  if (found.length === 0) return [];
  // As an integer, or the index would take no notice of it.
  const numberOf = (place: number) => sql`cast(${place} as integer) * ${sharers}`;
  const [first, last] = [found[0]!.place, found.at(-1)!.place];
  const [low, high] = isAscending ? [first, last] : [last, first];
  const before = isAscending
    ? sql<boolean>`${number} < ${numberOf(first)}`
    : sql<boolean>`${number} >= ${numberOf(first + 1)}`;
  const skipped = offset === 0 ? 0 : (await countUpTo(ctx, offset, source, [...conditions, before])).all;
  const here = [sql<boolean>`${number} >= ${numberOf(low)}`, sql<boolean>`${number} < ${numberOf(high + 1)}`];
  const rest = { order: inOrder(query), limit, offset: offset - skipped };
  if (await isAtMost(ctx, few, source, [...conditions, ...here])) {
    return idsOf(ctx, source, [...conditions, ...here], rest);
  }
  // Many share the places: so many of them match that the first are found at once along the order of names.
  const names = [
    sql<boolean>`"u"."sortName" >= ${firstNameAt(low)}`,
    sql<boolean>`"u"."sortName" < ${firstNameAfter(high)}`,
  ];
  const along = ctx.dialect.search.through(query.status === "inactive" ? "usersInactive" : "usersByName");
  return idsOf(ctx, along, [...names, ...inText], rest);
}

/** A page in the order of types: of each type as many as are left, in the order of names. */
async function pageByType(ctx: Ctx, query: UserListQuery, wanted: Asked, part: Part): Promise<string[]> {
  const types = UserType.options.toSorted();
  const page: string[] = [];
  let { offset } = part;
  for (const type of query.order === "ascending" ? types : types.toReversed()) {
    const ofType = { ...query, type };
    const matches = await countMatches(ctx, ofType, wanted);
    const limit = part.limit - page.length;
    if (offset < matches.shown) page.push(...(await pageOf(ctx, ofType, matches, { limit, offset })));
    if (page.length === part.limit) break;
    offset = Math.max(0, offset - matches.shown);
  }
  return page;
}

/** By the column, then by name and id; absent values come last in both directions, the same in every database. */
function inOrder({ sort, order }: Pick<UserListQuery, "sort" | "order">): RawBuilder<unknown> {
  const direction = sql.raw(order === "ascending" ? "asc" : "desc");
  const nulls = sql.raw(sort === "email" || sort === "last-sign-in" ? "nulls last" : "");
  const column = sql.ref(`u.${sorts[sort].column}`);
  const byColumn = sort === "name" ? [] : [sql`${column} ${direction} ${nulls}`];
  return sql.join([...byColumn, sql`"u"."sortName" ${direction}`, sql`"u"."id" ${direction}`]);
}
