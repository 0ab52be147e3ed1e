import { createClient } from "@latchkey/contract/client.ts";

/** Calls a route of the server that served this page. Throws `ProblemError` and `UnreachableError`. */
export const api = createClient("");
