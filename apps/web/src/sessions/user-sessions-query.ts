import { listUserSessions } from "@latchkey/contract/sessions.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** The open sessions of a user, as an administrator sees them. */
export const userSessionsQuery = (userId: string) =>
  queryOptions({
    queryKey: ["user-sessions", userId],
    queryFn: async () => (await api(listUserSessions, { params: { userId } })).sessions,
  });
