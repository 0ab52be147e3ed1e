import { getUser, listUsers, type UserListQuery } from "@latchkey/contract/users.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** The key that all pages of the list begin with. */
export const userListKey = ["users", "list"] as const;

/** One page of the list of users. */
export const userListQuery = (query: UserListQuery) =>
  queryOptions({
    queryKey: [...userListKey, query],
    queryFn: () => api(listUsers, { query }),
  });

/** A user record. */
export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: ["users", "one", userId],
    queryFn: () => api(getUser, { params: { userId } }),
  });
