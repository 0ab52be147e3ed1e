import { Problem, ProblemError } from "./problem.ts";
import type { ReplyOf, RequestOf, RouteDescription } from "./route.ts";

/**
 * The header of a request that the screen makes on its own while nobody is there: it does not keep an idle session open.
 */
export const unattendedHeader = "x-unattended";

/** The server could not be reached, or answered what no version of it would: the outcome is unknown. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

type Sent = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown };

/**
 * Makes a typed caller of the routes. `fetch` is called with same-origin cookies.
 * The caller throws `ProblemError` for a refusal and `UnreachableError` when there was no answer to read.
 */
export function createClient(
  origin: string,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
) {
  return async function call<Route extends RouteDescription>(
    route: Route,
    request: RequestOf<Route>,
  ): Promise<ReplyOf<Route>> {
    const sent = request as Sent;
    let response: Response;
    try {
      response = await fetch(origin + pathOf(route, request), {
        method: route.method.toUpperCase(),
        headers:
          sent.body === undefined && route.method === "get" ? {} : { "content-type": "application/json" },
        ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      });
    } catch (cause) {
      throw new UnreachableError("The server did not answer.", { cause });
    }
    if (!response.ok) throw await readProblem(response);
    if (response.status === 204) return undefined as ReplyOf<Route>;
    return replySchema(route).parse(await response.json()) as ReplyOf<Route>;
  };
}

/** A caller of the routes. */
export type Client = ReturnType<typeof createClient>;

/** The address of a route on the server, with what the request says in its path and query. */
export function pathOf<Route extends RouteDescription>(route: Route, request: RequestOf<Route>): string {
  const { params = {}, query = {} } = request as Sent;
  const filled = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function readProblem(response: Response): Promise<Error> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  if (!parsed.success)
    return new UnreachableError(`The server answered ${response.status} without a reason.`);
  const { type, errors, rules, retryAt, requestId } = parsed.data;
  return new ProblemError(type, {
    ...(errors && { errors }),
    ...(rules && { rules }),
    ...(retryAt && { retryAt }),
    ...(requestId && { requestId }),
  });
}

function replySchema(route: RouteDescription) {
  const [success] = Object.values(route.responses) as [
    { content: { "application/json": { schema: { parse(value: unknown): unknown } } } },
  ];
  return success.content["application/json"].schema;
}
