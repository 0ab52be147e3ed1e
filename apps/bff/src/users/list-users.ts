import {
  usersPerPage,
  type listUsers as route,
  type UserListQuery,
  type UserSummary,
} from "@latchkey/contract/users.ts";
import { sql, type SelectQueryBuilder } from "kysely";
import type { Ctx } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import { withMisspelt } from "../db/misspelt-words.ts";
import type { Wanted } from "../db/search-by-patterns.ts";
import { readSearch } from "../db/search-terms.ts";
import type { Verb } from "../http/verb.ts";
import { isOpen } from "../recoveries/recovery-row.ts";
import { addressFaultOf } from "../accounts/user-row.ts";

const sortColumn = {
  name: "sortName",
  email: "emailKey",
  type: "type",
  "last-sign-in": "lastSignedInAt",
} as const satisfies Record<UserListQuery["sort"], string>;

type By = "index" | "order";
type Tables = Database & { u: Database["users"] };

type Matches = Wanted & { active: number; inactive: number; shown: number };

/** With more matches than this a page is found quicker along the order of the list than by the index of the search. */
const many = 1000;

/** So many users tell whether most match: then all are counted quicker without the index. */
const sampleSize = 400;

/** One page of the users who match, and after them of those who come close. */
export const listUsers: Verb<typeof route> = async (ctx, { query }) => {
  const { terms, readings } = readSearch(query.search);
  const wanted = { readings: terms.length === 0 ? [] : [terms] };
  const found = await count(ctx, query, wanted, (await areMost(ctx, wanted)) ? "order" : "index");
  // Whoever has a page of matches is not told of others besides.
  const close =
    readings.length > 0 && found.shown <= usersPerPage
      ? await count(ctx, query, {
          readings: await withMisspelt(ctx, readings),
          ...(found.active + found.inactive > 0 && { except: terms }),
        })
      : { readings, active: 0, inactive: 0, shown: 0 };

  const offset = (query.page - 1) * usersPerPage;
  const users = await read(ctx, query, found, { limit: usersPerPage, offset });
  const left = { limit: usersPerPage - users.length, offset: Math.max(0, offset - found.shown) };
  return {
    users: [...users, ...(await read(ctx, query, close, left))],
    total: found.shown + close.shown,
    close: close.shown,
    byStatus: { active: found.active + close.active, inactive: found.inactive + close.inactive },
  };
};

/** Whether it looks as if most were wanted: as in a sample. */
async function areMost(ctx: Ctx, wanted: Wanted): Promise<boolean> {
  if (wanted.readings.length === 0) return false;
  const sample = ctx.db
    .selectFrom("users as u")
    .select("u.searchText")
    .where("u.deletedAt", "is", null)
    .limit(sampleSize);
  const { some } = await ctx.db
    .selectFrom(sample.as("u"))
    .where(ctx.dialect.search.isWanted(wanted, "order"))
    .select((eb) => eb.fn.countAll().as("some"))
    .executeTakeFirstOrThrow();
  return Number(some) > sampleSize / 2;
}

/** The users whom the filters let through, but for that of the status. */
function filtered(ctx: Ctx, query: UserListQuery, wanted: Wanted, by: By) {
  let matching = ctx.db.selectFrom("users as u").where("u.deletedAt", "is", null);
  const isSearched = wanted.readings.length > 0;
  if (isSearched) matching = matching.where(ctx.dialect.search.isWanted(wanted, by));
  // In a shape that no index has: the index of the search leads, and leaves fewer than a type or "never" does.
  if (query.type !== undefined) {
    matching = isSearched
      ? matching.where(sql<boolean>`"u"."type" || '' = ${query.type}`)
      : matching.where("u.type", "=", query.type);
  }
  if (query.access === "temporary-password")
    matching = matching.where("u.temporaryPasswordExpiresAt", "is not", null);
  if (query.access === "never-signed-in") {
    matching = isSearched
      ? matching.where(sql<boolean>`coalesce("u"."lastSignedInAt", '') = ''`)
      : matching.where("u.lastSignedInAt", "is", null);
  }
  if (query.access === "address-at-fault") matching = matching.where("u.addressFault", "is not", null);
  if (query.access === "link-pending") {
    const pending = ctx.db
      .selectFrom("recoveries")
      .select("userId")
      .where("way", "=", "link")
      .where(isOpen(ctx.clock.now()));
    matching = matching.where("u.id", "in", pending);
  }
  return matching;
}

/** How many of those who are asked for there are, by status, and with the status of the list. */
async function count(ctx: Ctx, query: UserListQuery, wanted: Wanted, by: By = "index"): Promise<Matches> {
  const counts = await filtered(ctx, query, wanted, by)
    .select((eb) => [eb.fn.countAll().as("all"), eb.fn.count("u.deactivatedAt").as("inactive")])
    .executeTakeFirstOrThrow();
  const [total, inactive] = [Number(counts.all), Number(counts.inactive)];
  const byStatus = { all: total, active: total - inactive, inactive };
  return { ...wanted, active: byStatus.active, inactive, shown: byStatus[query.status] };
}

/** The rows of those who match, as the list is asked for. */
async function read(
  ctx: Ctx,
  query: UserListQuery,
  { shown, ...wanted }: Matches,
  { limit, offset }: { limit: number; offset: number },
): Promise<UserSummary[]> {
  if (limit === 0 || offset >= shown) return [];
  let matching = filtered(ctx, query, wanted, shown > many ? "order" : "index");
  if (query.status === "active") matching = matching.where("u.deactivatedAt", "is", null);
  if (query.status === "inactive") matching = matching.where("u.deactivatedAt", "is not", null);
  const direction = query.order === "ascending" ? "asc" : "desc";
  const column = sortColumn[query.sort];
  // The page's ids come first, from an index that holds all that is asked of it; only they are then read whole.
  const page = matching
    .select("u.id")
    .$call((q) => inOrder(q, column, direction))
    .limit(limit)
    .offset(offset);
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
    .$call((q) => inOrder(q, column, direction))
    .execute();
  return rows.map((row) => ({
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

/** By the column, then by name and id; absent values come last in both directions, the same in every database. */
function inOrder<Row>(
  query: SelectQueryBuilder<Tables, "u", Row>,
  column: (typeof sortColumn)[UserListQuery["sort"]],
  direction: "asc" | "desc",
): SelectQueryBuilder<Tables, "u", Row> {
  return query
    .orderBy(`u.${column}`, (order) => {
      const directed = direction === "asc" ? order.asc() : order.desc();
      return column === "emailKey" || column === "lastSignedInAt" ? directed.nullsLast() : directed;
    })
    .orderBy("u.sortName", direction)
    .orderBy("u.id", direction);
}
