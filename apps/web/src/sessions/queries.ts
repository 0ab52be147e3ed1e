import { getSession } from "@latchkey/contract/sessions.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async () => (await api(getSession, {})).session,
  staleTime: 60_000,
});
