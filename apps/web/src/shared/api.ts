import { type Client, createClient, unattendedHeader } from "@latchkey/contract/client.ts";
import { isAttended } from "./attendance.ts";
import { noteServerTime } from "./server-clock.ts";

const call = createClient("", async (input, init) => {
  const headers = new Headers(init?.headers);
  if (!isAttended()) headers.set(unattendedHeader, "1");
  const answer = await fetch(input, { ...init, headers });
  noteServerTime(answer.headers.get("date"));
  return answer;
});

/** Calls a route of the server that served this page. Throws `ProblemError` and `UnreachableError`. */
export const api: Client = async (route, request) => {
  try {
    return await call(route, request);
  } catch (error) {
    forgetFrames(error);
    throw error;
  }
};

/** The frames of an error hold on to the functions under way, and those to what was sent: it may be shown for long. */
function forgetFrames(error: unknown) {
  if (!(error instanceof Error)) return;
  error.stack = String(error);
  forgetFrames(error.cause);
}
