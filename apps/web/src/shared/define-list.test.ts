import { UserListQuery } from "@latchkey/contract/users.ts";
import { expect, it } from "vitest";
import { defineList } from "./define-list.ts";

const list = defineList({
  path: "/users",
  schema: UserListQuery,
  key: ["users", "list"],
  perPage: 25,
  fetchPage: async ({ search }) => ({ rows: [search], total: 1 }),
});
const read = (address: string) => list.read(new URLSearchParams(address));

it("reads and writes the whole list", () => {
  const address = "search=oka&status=all&type=regular&sort=email&order=descending&page=3";
  expect(list.pathTo(read(address))).toBe(`/users?${address}`);
});

it("leaves defaults out of the address", () => {
  expect(list.pathTo(read("status=active&page=1"))).toBe("/users");
  expect(list.pathTo({ ...read("type=regular"), type: undefined })).toBe("/users");
});

it("falls back for what does not fit, and keeps the rest", () => {
  const query = read("page=-4&sort=shoe&search=jane&other=1");
  expect(query).toEqual({
    search: "jane",
    status: "active",
    perPage: 25,
    sort: "name",
    order: "ascending",
    page: 1,
  });
});

it("asks for what the address names, and keeps it apart in the cache", async () => {
  const { queryKey, queryFn } = list.page(read("search=oka"));
  expect(queryKey).toEqual(["users", "list", read("search=oka")]);
  expect(await queryFn()).toEqual({ rows: ["oka"], total: 1 });
});
