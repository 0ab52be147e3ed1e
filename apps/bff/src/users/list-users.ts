import { setImmediate as othersFirst } from "node:timers/promises";
import {
  mostCounted,
  type listUsers as route,
  type UserListQuery,
  type UserSummary,
} from "@latchkey/contract/users.ts";
import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { UserType } from "@latchkey/contract/permissions.ts";
import { sql, type RawBuilder } from "kysely";
import { addressFaultOf } from "../accounts/user-row.ts";
import type { Ctx } from "../ctx.ts";
import { withMisspelt } from "../db/misspelt-words.ts";
import { all, type InPlaces, type Wanted } from "../db/search-by-patterns.ts";
import { firstNameAfter, firstNameAt } from "../db/search-text.ts";
import { readSearch, type Search } from "../db/search-terms.ts";
import type { Verb } from "../http/verb.ts";
import { isOpen } from "../recoveries/recovery-row.ts";

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

/** So many are all looked at; of more the first in order are looked for. */
const few = 2000;

/** What a list is narrowed to leads when it has no more users than this: all of them are looked at. */
const fewNarrowed = 20_000;

/** So many at most are looked at along another order than that of names, before those who match are looked through instead. */
const mostPassed = 5000;

/** So many who match are looked at before others have their turn. */
const slice = 5000;

/** So many are looked at to count them: a few more than are told, that those of the other status are not in the way. */
const mostLookedAt = mostCounted + 2000;

/** Where those who are asked for are found, whatever their status. */
type Lead = {
  source: RawBuilder<unknown>;
  conditions: readonly RawBuilder<boolean>[];
  /** By the index of the search: in the order of their places. */
  places: InPlaces | null;
  /** By nothing else than that: those who are inactive have an index of their own. */
  ofInactive: InPlaces | null;
  /** All can be looked at. */
  isSmall: boolean;
};

/** Who is asked for, in words and, when an address was pasted that somebody has, as this one user alone. */
type Asked = Wanted & { holder: string | null };

type Matches = Lead & {
  wanted: Asked;
  /** No count is above `mostCounted` + 1. */
  active: number;
  inactive: number;
  shown: number;
  /** How many there are of either status, when they are few enough to tell. */
  everybody: number;
};

/** One page of the users who match, and after them of those who come close. */
export const listUsers: Verb<typeof route> = async (ctx, { query }) => {
  const search = readSearch(query.search);
  const { terms, address } = search;
  const holder = address === null ? null : await holderOf(ctx, address);
  const found = await count(ctx, query, { readings: terms.length === 0 ? [] : [terms], holder });
  // Whoever has a page of matches is not told of others besides.
  const close = found.shown <= query.perPage ? await countClose(ctx, query, search, found) : null;

  const offset = (query.page - 1) * query.perPage;
  const users = await read(ctx, query, found, { limit: query.perPage, offset });
  const left = { limit: query.perPage - users.length, offset: Math.max(0, offset - found.shown) };
  const others = close === null ? [] : await read(ctx, query, close, left);
  const total = found.shown + (close?.shown ?? 0);
  const ofStatus = (status: "active" | "inactive") =>
    Math.min(found[status] + (close?.[status] ?? 0), mostCounted + 1);
  return {
    users: [...users, ...others],
    total: Math.min(total, mostCounted),
    hasMore: total > mostCounted,
    close: close?.shown ?? 0,
    byStatus: { active: ofStatus("active"), inactive: ofStatus("inactive") },
  };
};

/** Those who come close; null when nothing can, or somebody has both the name and the address that were pasted. */
async function countClose(
  ctx: Ctx,
  query: UserListQuery,
  { terms, readings, address }: Search,
  found: Matches,
): Promise<Matches | null> {
  const isAnybody = ({ active, inactive }: Matches) => active + inactive > 0;
  const isHolderFound = found.wanted.holder !== null && isAnybody(found);
  if (isHolderFound || readings.length === 0) return null;
  const except = { holder: null, ...(isAnybody(found) && { except: terms }) };
  if (address !== null) {
    const asItStands = await count(ctx, query, { readings, ...except });
    if (isAnybody(found) || isAnybody(asItStands)) return asItStands;
  }
  return count(ctx, query, { readings: await withMisspelt(ctx, readings), ...except });
}

/** The id of who has this address; null when nobody does. */
async function holderOf(ctx: Ctx, address: string): Promise<string | null> {
  const holder = await ctx.db
    .selectFrom("users")
    .select("id")
    .where("emailKey", "=", canonicalEmail(address))
    .executeTakeFirst();
  return holder?.id ?? null;
}

const isActive = sql<boolean>`"u"."deactivatedAt" is null`;
const isInactive = sql<boolean>`"u"."deactivatedAt" is not null`;
const isThere = sql<boolean>`"u"."deletedAt" is null`;

/** What the list is narrowed to but for its status: each with an index that leads to it. */
function narrowings(ctx: Ctx, query: UserListQuery) {
  const { through } = ctx.dialect.search;
  const narrowed: { source: RawBuilder<unknown>; condition: RawBuilder<boolean>; atMost: number }[] = [];
  const narrow = (index: string, condition: RawBuilder<boolean>, atMost = fewNarrowed) =>
    narrowed.push({ source: through(index), condition, atMost });
  if (query.access === "temporary-password")
    narrow("usersWithTemporaryPassword", sql`"u"."temporaryPasswordExpiresAt" is not null`);
  if (query.access === "address-at-fault")
    narrow("usersWithAddressFault", sql`"u"."addressFault" is not null`);
  if (query.access === "never-signed-in") narrow("usersByLastSignIn", sql`"u"."lastSignedInAt" is null`);
  if (query.type !== undefined) narrow("usersByType", sql`"u"."type" = ${query.type}`, few);
  return narrowed;
}

/** Those who have an open link. */
function pending(ctx: Ctx) {
  return (
    ctx.db
      .selectFrom("recoveries")
      .select("userId")
      // In the question itself: with a value that comes later the index of open links can't be used.
      .where("way", "=", sql.lit("link"))
      .where(isOpen(ctx.clock.now()))
  );
}

const hasOpenLink = (ctx: Ctx) =>
  sql<boolean>`exists ${pending(ctx).where(sql<boolean>`"recoveries"."userId" = "u"."id"`)}`;

/** How those who are asked for are found with the least work: by what the list is narrowed to, by the search, or in order. */
async function leadTo(ctx: Ctx, query: UserListQuery, wanted: Asked): Promise<Lead> {
  const { search } = ctx.dialect;
  const isSearched = wanted.readings.length > 0;
  const narrowed = narrowings(ctx, query);
  const filters = [isThere, ...narrowed.map(({ condition }) => condition)];
  const byText = isSearched ? [search.isWanted(wanted, "order")] : [];
  if (wanted.holder !== null) {
    const isHolder = sql<boolean>`"u"."id" = ${wanted.holder}`;
    if (query.access === "link-pending") filters.push(hasOpenLink(ctx));
    const conditions = [isHolder, ...filters, ...byText];
    return { source: sql`"users" as "u"`, conditions, places: null, ofInactive: null, isSmall: true };
  }
  if (query.access === "link-pending") {
    const some = await ctx.db
      .selectFrom(
        pending(ctx)
          .limit(fewNarrowed + 1)
          .as("p"),
      )
      .select((eb) => eb.fn.countAll().as("some"))
      .executeTakeFirstOrThrow();
    const isSmall = Number(some.some) <= fewNarrowed;
    filters.push(isSmall ? sql`"u"."id" in ${pending(ctx)}` : hasOpenLink(ctx));
    if (isSmall)
      return {
        source: sql`"users" as "u"`,
        conditions: [...filters, ...byText],
        places: null,
        ofInactive: null,
        isSmall,
      };
  }
  for (const { source, condition, atMost } of narrowed) {
    if (await isAtMost(ctx, atMost, source, [condition])) {
      return { source, conditions: [...filters, ...byText], places: null, ofInactive: null, isSmall: true };
    }
  }
  const places = isSearched ? search.inPlaces(wanted) : null;
  if (places !== null) {
    const isNarrowed = narrowed.length > 0 || query.access !== undefined;
    return {
      source: places.source,
      conditions: [places.isFound, ...filters],
      places,
      ofInactive: isNarrowed ? null : search.inPlaces(wanted, true),
      isSmall: false,
    };
  }
  return {
    // All of these are in the order of names; the index of types holds no texts.
    source:
      (isSearched && query.type !== undefined ? undefined : narrowed[0]?.source) ??
      search.through(isSearched ? "usersByName" : "usersInOrder"),
    conditions: [...filters, ...byText],
    places: null,
    ofInactive: null,
    isSmall: false,
  };
}

async function isAtMost(
  ctx: Ctx,
  most: number,
  source: RawBuilder<unknown>,
  conditions: readonly RawBuilder<boolean>[],
): Promise<boolean> {
  return (await countUpTo(ctx, most + 1, source, conditions)).all <= most;
}

// Each of the following may look at thousands, and SQLite's answers are there at once: one at a time stands between others.

/** How many there are, and are inactive, of the first that are found. */
async function countUpTo(
  ctx: Ctx,
  most: number,
  source: RawBuilder<unknown>,
  conditions: readonly RawBuilder<boolean>[],
): Promise<{ all: number; inactive: number }> {
  await othersFirst();
  const { rows } = await sql<{ all: number | string; inactive: number | string }>`
    select count(*) as "all", count("gone") as "inactive" from (
      select "u"."deactivatedAt" as "gone" from ${ctx.dialect.search.allOf(source, conditions)}
        limit ${sql.lit(most)}
    ) as "first"`.execute(ctx.db);
  return { all: Number(rows[0]!.all), inactive: Number(rows[0]!.inactive) };
}

/** As `countUpTo`, by the index of all and that of the inactive ones alone; of the inactive ones among all, not among the first. */
async function countInIndexes(
  ctx: Ctx,
  most: number,
  ...indexes: [InPlaces, InPlaces]
): Promise<{ all: number; inactive: number }> {
  const [all, inactive] = indexes.map(
    ({ alone, isFound }) =>
      sql`(select count(*) from (select 1 from ${alone} where ${isFound} limit ${sql.lit(most)}))`,
  );
  await othersFirst();
  const { rows } = await sql<{
    all: number;
    inactive: number;
  }>`
    select ${all!} as "all", ${inactive!} as "inactive"`.execute(ctx.db);
  return rows[0]!;
}

/** How many of those who are asked for there are, by status, and with the status of the list. */
async function count(ctx: Ctx, query: UserListQuery, wanted: Asked): Promise<Matches> {
  const lead = await leadTo(ctx, query, wanted);
  const most = lead.isSmall ? fewNarrowed : mostLookedAt;
  const isInIndexes = lead.places !== null && lead.ofInactive !== null;
  const first = isInIndexes
    ? await countInIndexes(ctx, most, lead.places!, lead.ofInactive!)
    : await countUpTo(ctx, most, lead.source, lead.conditions);
  const isCut = first.all === most;
  const ofInactive = isCut && !lead.isSmall ? inactiveLead(ctx, wanted, lead) : null;
  let { inactive } = first;
  let active = first.all - inactive;
  if (isCut && active <= mostCounted) active = await countOf(isActive, lead);
  if (isCut && !isInIndexes && inactive <= mostCounted)
    inactive = await countOf(isInactive, ofInactive ?? lead);
  const told = (counted: number) => Math.min(counted, mostCounted + 1);
  const isLedByInactive = query.status === "inactive" && ofInactive !== null;
  const byStatus = { all: told(active + inactive), active: told(active), inactive: told(inactive) };
  return {
    ...lead,
    ...(isLedByInactive && ofInactive),
    wanted,
    active: byStatus.active,
    inactive: byStatus.inactive,
    shown: byStatus[query.status],
    everybody: isLedByInactive ? inactive : first.all,
  };

  async function countOf(status: RawBuilder<boolean>, { source, conditions }: Lead): Promise<number> {
    return (await countUpTo(ctx, mostCounted + 1, source, [...conditions, status])).all;
  }
}

/** The way over those who are inactive: by their own index of the search, or of the names. */
function inactiveLead(ctx: Ctx, wanted: Wanted, { places, conditions }: Lead): Lead {
  const { search } = ctx.dialect;
  const others = conditions.filter((condition) => condition !== places?.isFound);
  const ofInactive = places === null ? null : search.inPlaces(wanted, true);
  if (ofInactive === null) {
    const source = search.through("usersInactive");
    return { source, conditions: [isInactive, ...others], places: null, ofInactive: null, isSmall: false };
  }
  const { source, isFound } = ofInactive;
  return {
    source,
    conditions: [isFound, isInactive, ...others],
    places: ofInactive,
    ofInactive: null,
    isSmall: false,
  };
}

/** The rows of those who match, as the list is asked for. */
async function read(ctx: Ctx, query: UserListQuery, matches: Matches, part: Part): Promise<UserSummary[]> {
  const isSearched = matches.wanted.readings.length > 0;
  const isCounted = matches.shown <= mostCounted;
  if (
    part.limit === 0 ||
    (isCounted ? part.offset >= matches.shown : isSearched && part.offset >= mostCounted)
  )
    return [];
  const page = await pageOf(ctx, query, matches, part);
  // PostgreSQL takes no empty list.
  if (page.length === 0) return [];
  const rows = await ctx.db
    .selectFrom("users as u")
    .where("u.id", "in", page)
    .select((eb) => [
      "u.id",
      "u.userName",
      "u.firstName",
      "u.lastName",
      "u.email",
      "u.type",
      "u.deactivatedAt",
      "u.passwordHash",
      "u.temporaryPasswordExpiresAt",
      "u.lastSignedInAt",
      "u.addressFault",
      "u.addressFaultReason",
      "u.addressFaultAt",
      eb
        .selectFrom("recoveries")
        .select((link) => link.fn.max("recoveries.expiresAt").as("until"))
        .whereRef("recoveries.userId", "=", "u.id")
        .where("way", "=", "link")
        .where(isOpen(ctx.clock.now()))
        .as("linkPendingUntil"),
    ])
    .execute();
  const places = new Map(page.map((id, index) => [id, index]));
  return rows
    .toSorted((one, other) => places.get(one.id)! - places.get(other.id)!)
    .map((row) => ({
      id: row.id,
      userName: row.userName,
      firstName: row.firstName,
      lastName: row.lastName,
      email: row.email,
      type: row.type,
      isActive: row.deactivatedAt === null,
      hasPassword: row.passwordHash !== null,
      temporaryPasswordUntil: row.temporaryPasswordExpiresAt,
      linkPendingUntil: row.linkPendingUntil,
      lastSignedInAt: row.lastSignedInAt,
      addressFault: addressFaultOf(row),
    }));
}

type Part = { limit: number; offset: number };

/** The ids of one page, in order. */
async function pageOf(ctx: Ctx, query: UserListQuery, matches: Matches, part: Part): Promise<string[]> {
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
    const inText = [
      ...conditions.filter((one) => one !== places.isFound),
      ctx.dialect.search.isWanted(wanted, "order"),
    ];
    return pageInPlaces(ctx, query, { places, conditions, inText }, part);
  }
  if (places !== null && query.sort === "type") return pageByType(ctx, query, wanted, part);
  if (places === null && wanted.readings.length > 0 && (await search.isLessWork(ctx.db, wanted))) {
    const others = [isThere, ...status, ...narrowings(ctx, query).map(({ condition }) => condition)];
    if (query.access === "link-pending") others.push(hasOpenLink(ctx));
    return idsIn(ctx, search.allOf(sql`"users" as "u"`, [search.isWanted(wanted, "index"), ...others]), {
      order,
      ...part,
    });
  }
  // What leads to them is in the order of names.
  if (byName) return idsOf(ctx, matches.source, conditions, { order, ...part });
  const { index, ofInactive } = sorts[query.sort];
  const along = search.through(query.status === "inactive" ? ofInactive : index);
  if (places === null) return idsOf(ctx, along, conditions, { order, ...part });
  const others = conditions.filter((condition) => condition !== places.isFound);
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
    const matches = await count(ctx, ofType, wanted);
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
