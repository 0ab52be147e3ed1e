import { sql } from "kysely";
import { searchByPatterns, type UserSearch } from "./search-by-patterns.ts";

/** Finds by patterns, over an index of the text's trigrams (PostgreSQL's own extension `pg_trgm`). */
export const searchByPgTrgm: UserSearch = {
  ...searchByPatterns,
  async install(db) {
    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create index "usersSearchText" on "users" using gin ("searchText" gin_trgm_ops)`.execute(db);
  },
};
