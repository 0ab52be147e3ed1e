import { UserListQuery } from "@latchkey/contract/users.ts";

/** What the list shows, read from the page's address; whatever does not fit there falls back to its default. */
export function readListAddress(search: URLSearchParams): UserListQuery {
  const given = Object.fromEntries(search);
  const read = UserListQuery.safeParse(
    Object.fromEntries(
      Object.entries(given).filter(
        ([name, value]) =>
          name in UserListQuery.shape &&
          UserListQuery.shape[name as keyof UserListQuery].safeParse(value).success,
      ),
    ),
  );
  return read.data ?? UserListQuery.parse({});
}

/** The address that shows this list: defaults left out, so that the shortest address is the plain list. */
export function writeListAddress(query: UserListQuery): URLSearchParams {
  const plain: Partial<Record<string, unknown>> = UserListQuery.parse({});
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== plain[name]) search.set(name, String(value));
  }
  return search;
}
