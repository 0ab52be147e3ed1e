import { UserListQuery } from "@latchkey/contract/users.ts";
import { readAddress, writeAddress } from "../shared/list-address.ts";

/** What the list shows, read from the page's address; whatever does not fit there falls back to its default. */
export const readListAddress = (search: URLSearchParams): UserListQuery => readAddress(UserListQuery, search);

/** The address that shows this list: defaults left out, so that the shortest address is the plain list. */
export const writeListAddress = (query: UserListQuery): URLSearchParams => writeAddress(UserListQuery, query);
