import { listUsers, UserListQuery, usersPerPage } from "@latchkey/contract/users.ts";
import { api } from "../shared/api.ts";
import { defineList } from "../shared/define-list.ts";

/** The list of users. */
export const userList = defineList({
  path: "/users",
  schema: UserListQuery,
  key: ["users", "list"],
  perPage: usersPerPage[0],
  async fetchPage(query) {
    const { users: rows, ...counts } = await api(listUsers, { query });
    return { rows, ...counts };
  },
});
