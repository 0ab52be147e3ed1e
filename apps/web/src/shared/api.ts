import { createClient } from "@latchkey/contract/client.ts";
import { noteServerTime } from "./server-clock.ts";

/** Calls a route of the server that served this page. Throws `ProblemError` and `UnreachableError`. */
export const api = createClient("", async (input, init) => {
  const answer = await fetch(input, init);
  noteServerTime(answer.headers.get("date"));
  return answer;
});
