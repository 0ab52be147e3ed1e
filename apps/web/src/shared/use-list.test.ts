import { UserListQuery } from "@latchkey/contract/users.ts";
import { expect, it } from "vitest";
import { defineList, type ListPage } from "./define-list.ts";
import { onlyHit } from "./use-list.ts";

it.each<[string, ListPage<string>, string | null]>([
  ["the only one", { rows: ["ann"], total: 1 }, "ann"],
  [
    "the only one who matches, beside others who come close",
    { rows: ["ann", "anna"], total: 2, close: 1 },
    "ann",
  ],
  ["nobody of several", { rows: ["ann", "bea"], total: 2, close: 0 }, null],
  ["nobody who only comes close", { rows: ["anna"], total: 1, close: 1 }, null],
  ["nobody where nobody is", { rows: [], total: 0 }, null],
])("Enter opens %s", async (name, page, opened) => {
  const list = defineList({
    path: "/users",
    schema: UserListQuery,
    key: ["users", name],
    perPage: 25,
    fetchPage: async () => page,
  });
  expect(await onlyHit(list, list.read(new URLSearchParams({ search: "ann", page: "3" })))).toBe(opened);
});
