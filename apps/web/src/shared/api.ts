import { createClient, unattendedHeader } from "@latchkey/contract/client.ts";
import { isAttended } from "./attendance.ts";
import { noteServerTime } from "./server-clock.ts";

/** Calls a route of the server that served this page. Throws `ProblemError` and `UnreachableError`. */
export const api = createClient("", async (input, init) => {
  const headers = new Headers(init?.headers);
  if (!isAttended()) headers.set(unattendedHeader, "1");
  const answer = await fetch(input, { ...init, headers });
  noteServerTime(answer.headers.get("date"));
  return answer;
});
