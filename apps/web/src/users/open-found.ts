import type { UserListQuery } from "@latchkey/contract/users.ts";
import type { NavigateFunction } from "react-router-dom";
import { queryClient } from "../shared/query-client.ts";
import { hitsOf, onlyHit } from "../shared/use-list.ts";
import { goToRecord } from "./errand.ts";
import { userList } from "./user-list.ts";

/** A search among everybody, inactive people too. */
export const everybody = (search: string): UserListQuery => ({
  ...userList.read(new URLSearchParams()),
  search,
  status: "all",
});

/** How many people a search finds, and how many with those who only come close; none when nobody can tell. */
export async function countFound(text: string): Promise<{ hits: number; withClose: number }> {
  const found = await queryClient.query(userList.page(everybody(text.trim()))).catch(() => null);
  return found === null ? { hits: 0, withClose: 0 } : { hits: hitsOf(found), withClose: found.total };
}

/**
 * What Enter does while nobody is pointed at: it opens the only person whom the words find, and of several it opens none but
 * shows them in the list. It asks for these very words, however much of the answer is on screen. `withActions`: with the
 * record's menu.
 */
export async function openFound(
  navigate: NavigateFunction,
  text: string,
  withActions: boolean,
): Promise<void> {
  const search = text.trim();
  if (search === "") return void navigate(userList.path);
  // What is wrong, the list tells.
  const person = await onlyHit(userList, everybody(search)).catch(() => null);
  if (person === null) void navigate(userList.pathTo({ search, status: "all" }));
  else goToRecord(navigate, person.id, withActions ? "actions" : undefined);
}
