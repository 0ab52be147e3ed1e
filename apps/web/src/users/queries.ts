import { getUser } from "@latchkey/contract/users.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** A user record. */
export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: ["users", "one", userId],
    queryFn: () => api(getUser, { params: { userId } }),
  });
