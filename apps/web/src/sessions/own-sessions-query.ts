import { listOwnSessions } from "@latchkey/contract/sessions.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** One's own open sessions. */
export const ownSessionsQuery = queryOptions({
  queryKey: ["own-sessions"],
  queryFn: async () => (await api(listOwnSessions, {})).sessions,
  refetchInterval: 15_000,
});
