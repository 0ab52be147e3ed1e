import {
  mostCounted,
  type listUsers as route,
  type UserListQuery,
  type UserSummary,
} from "@latchkey/contract/users.ts";
import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { addressFaultOf } from "../accounts/user-row.ts";
import type { Ctx } from "../ctx.ts";
import { withMisspelt } from "../db/misspelt-words.ts";
import { readSearch, type Search } from "../db/search-terms.ts";
import type { Verb } from "../http/verb.ts";
import { isOpen } from "../recoveries/recovery-row.ts";
import { countMatches, type Matches } from "./user-matches.ts";
import { pageOf, type Part } from "./user-pages.ts";

/** One page of the users who match, and after them of those who come close. */
export const listUsers: Verb<typeof route> = async (ctx, { query }) => {
  const search = readSearch(query.search);
  const { terms, address } = search;
  const holder = address === null ? null : await holderOf(ctx, address);
  const found = await countMatches(ctx, query, { readings: terms.length === 0 ? [] : [terms], holder });
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
    const asItStands = await countMatches(ctx, query, { readings, ...except });
    if (isAnybody(found) || isAnybody(asItStands)) return asItStands;
  }
  return countMatches(ctx, query, { readings: await withMisspelt(ctx, readings), ...except });
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
