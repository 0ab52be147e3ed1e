import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { sessionQuery } from "./queries.ts";

/** The session of the person at this page; only below a guard that lets nobody else in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ProblemError("not-signed-in");
  return data;
}
