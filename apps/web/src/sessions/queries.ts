import { ProblemError } from "@latchkey/contract/problem.ts";
import { getSession, type Session } from "@latchkey/contract/sessions.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

/**
 * Who is signed in, or null. Once somebody is, a lost session is a problem like any other: the page keeps what it shows and
 * asks to sign in, in place.
 */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ client, queryKey }): Promise<Session | null> => {
    const { session } = await api(getSession, {});
    if (session === null && client.getQueryData<Session | null>(queryKey)) {
      throw new ProblemError("not-signed-in");
    }
    return session;
  },
  staleTime: 60_000,
});
