import { usersPerPage, type listUsers as route, type UserListQuery } from "@latchkey/contract/users.ts";
import { sql, type SelectQueryBuilder } from "kysely";
import { searchPatterns } from "../db/fold-text.ts";
import type { Database } from "../db/schema.ts";
import type { Verb } from "../http/verb.ts";
import { isOpen } from "../recoveries/recovery-row.ts";
import { addressFaultOf } from "../accounts/user-row.ts";

const sortColumn = {
  name: "sortName",
  email: "emailKey",
  type: "type",
  "last-sign-in": "lastSignedInAt",
} as const satisfies Record<UserListQuery["sort"], string>;

type Tables = Database & { u: Database["users"] };

/** One page of the users that match. Every word of the search must occur in the name, user name or email. */
export const listUsers: Verb<typeof route> = async (ctx, { query }) => {
  const now = ctx.clock.now();
  let matching = ctx.db.selectFrom("users as u").where("u.deletedAt", "is", null);
  for (const pattern of searchPatterns(query.search)) {
    matching = matching.where(sql<boolean>`"u"."searchText" like ${pattern} escape '!'`);
  }
  if (query.status === "active") matching = matching.where("u.deactivatedAt", "is", null);
  if (query.status === "inactive") matching = matching.where("u.deactivatedAt", "is not", null);
  if (query.type !== undefined) matching = matching.where("u.type", "=", query.type);
  if (query.access === "temporary-password")
    matching = matching.where("u.temporaryPasswordExpiresAt", "is not", null);
  if (query.access === "never-signed-in") matching = matching.where("u.lastSignedInAt", "is", null);
  if (query.access === "address-at-fault") matching = matching.where("u.addressFault", "is not", null);
  if (query.access === "link-pending") {
    const pending = ctx.db
      .selectFrom("recoveries")
      .select("userId")
      .where("way", "=", "link")
      .where(isOpen(now));
    matching = matching.where("u.id", "in", pending);
  }

  const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
  if (Number(total) === 0) return { total: 0, users: [] };
  const direction = query.order === "ascending" ? "asc" : "desc";
  const column = sortColumn[query.sort];
  // The page's ids come first, from an index that holds all that is asked of it; only they are then read whole.
  const page = matching
    .select("u.id")
    .$call((q) => inOrder(q, column, direction))
    .limit(usersPerPage)
    .offset((query.page - 1) * usersPerPage);
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
        .where(isOpen(now))
        .as("linkPendingUntil"),
    ])
    .$call((q) => inOrder(q, column, direction))
    .execute();
  return {
    total: Number(total),
    users: rows.map((row) => ({
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
    })),
  };
};

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
