import { setImmediate as othersFirst } from "node:timers/promises";
import { mostCounted, type UserListQuery } from "@latchkey/contract/users.ts";
import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../ctx.ts";
import type { InPlaces, Wanted } from "../db/search-by-patterns.ts";
import { isOpen } from "../recoveries/recovery-row.ts";

/** So many are all looked at; of more the first in order are looked for. */
export const few = 2000;

/** What a list is narrowed to leads when it has no more users than this: all of them are looked at. */
const fewNarrowed = 20_000;

/** So many are looked at to count them: a few more than are told, that those of the other status are not in the way. */
const mostLookedAt = mostCounted + 2000;

/** Where those who are asked for are found, whatever their status. */
type Lead = {
  source: RawBuilder<unknown>;
  conditions: readonly RawBuilder<boolean>[];
  /** Of these those that are not about the search. */
  filters: readonly RawBuilder<boolean>[];
  /** By the index of the search: in the order of their places. */
  places: InPlaces | null;
  /** By nothing else: all of them, and the inactive ones, as the indexes of the search alone can count them. */
  counted?: readonly [all: InPlaces, inactive: InPlaces];
  /** All can be looked at. */
  isSmall: boolean;
};

/** Who is asked for, in words and, when an address was pasted that somebody has, as this one user alone. */
export type Asked = Wanted & { holder: string | null };

/** Those who match, counted: where they are found, and how many there are. */
export type Matches = Lead & {
  wanted: Asked;
  /** No count is above `mostCounted` + 1. */
  active: number;
  inactive: number;
  shown: number;
  /** How many there are of either status, when they are few enough to tell. */
  everybody: number;
};

/** The statuses of a user. */
export const isActive = sql<boolean>`"u"."deactivatedAt" is null`;
export const isInactive = sql<boolean>`"u"."deactivatedAt" is not null`;
/** Nobody who was deleted. */
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
    return { source: sql`"users" as "u"`, conditions, filters, places: null, isSmall: true };
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
        filters,
        places: null,
        isSmall,
      };
  }
  for (const { source, condition, atMost } of narrowed) {
    if (await isAtMost(ctx, atMost, source, [condition])) {
      return { source, conditions: [...filters, ...byText], filters, places: null, isSmall: true };
    }
  }
  const places = isSearched ? search.inPlaces(wanted) : null;
  if (places !== null) {
    const isNarrowed = narrowed.length > 0 || query.access !== undefined;
    const ofInactive = isNarrowed ? null : search.inPlaces(wanted, true);
    return {
      source: places.source,
      conditions: [places.isFound, ...filters],
      filters,
      places,
      ...(ofInactive !== null && { counted: [places, ofInactive] }),
      isSmall: false,
    };
  }
  return {
    // All of these are in the order of names; the index of types holds no texts.
    source:
      (isSearched && query.type !== undefined ? undefined : narrowed[0]?.source) ??
      search.through(isSearched ? "usersByName" : "usersInOrder"),
    conditions: [...filters, ...byText],
    filters,
    places: null,
    isSmall: false,
  };
}

/** Whether there are no more than so many. */
export async function isAtMost(
  ctx: Ctx,
  most: number,
  source: RawBuilder<unknown>,
  conditions: readonly RawBuilder<boolean>[],
): Promise<boolean> {
  return (await countUpTo(ctx, most + 1, source, conditions)).all <= most;
}

// Each of the following may look at thousands, and SQLite's answers are there at once: one at a time stands between others.

/** How many there are, and are inactive, of the first that are found. */
export async function countUpTo(
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
  [ofAll, ofInactive]: NonNullable<Lead["counted"]>,
): Promise<{ all: number; inactive: number }> {
  const counted = ({ alone, isFound }: InPlaces) =>
    sql`(select count(*) from (select 1 from ${alone} where ${isFound} limit ${sql.lit(most)}))`;
  await othersFirst();
  const { rows } = await sql<{ all: number; inactive: number }>`
    select ${counted(ofAll)} as "all", ${counted(ofInactive)} as "inactive"`.execute(ctx.db);
  return rows[0]!;
}

/** How many of those who are asked for there are, by status, and with the status of the list. */
export async function countMatches(ctx: Ctx, query: UserListQuery, wanted: Asked): Promise<Matches> {
  const lead = await leadTo(ctx, query, wanted);
  const most = lead.isSmall ? fewNarrowed : mostLookedAt;
  const { counted } = lead;
  const first =
    counted === undefined
      ? await countUpTo(ctx, most, lead.source, lead.conditions)
      : await countInIndexes(ctx, most, counted);
  const isCut = first.all === most;
  const ofInactive = isCut && !lead.isSmall ? inactiveLead(ctx, wanted, lead) : null;
  let { inactive } = first;
  let active = first.all - inactive;
  if (isCut && active <= mostCounted) active = await countOf(isActive, lead);
  if (isCut && counted === undefined && inactive <= mostCounted)
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
function inactiveLead(ctx: Ctx, wanted: Wanted, { places, conditions, filters }: Lead): Lead {
  const { search } = ctx.dialect;
  const ofInactive = places === null ? null : search.inPlaces(wanted, true);
  if (ofInactive === null) {
    const others = conditions.filter((condition) => condition !== places?.isFound);
    const source = search.through("usersInactive");
    return { source, conditions: [isInactive, ...others], filters, places: null, isSmall: false };
  }
  const { source, isFound } = ofInactive;
  return {
    source,
    conditions: [isFound, isInactive, ...filters],
    filters,
    places: ofInactive,
    isSmall: false,
  };
}
