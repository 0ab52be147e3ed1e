import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import type { Audits } from "./audit-actions.ts";
import type { Permission } from "./permissions.ts";
import type { ProblemType } from "./problem.ts";

/**
 * Who may call a route. A route without one does not compile, and the server refuses what no route describes.
 * - `anyone`: no session needed
 * - `temporary-password`: a session that a temporary password opened, good for choosing a new one only
 * - `signed-in`: any full session
 * - a permission: a full session of somebody who has it
 */
export type Access = "anyone" | "temporary-password" | "signed-in" | Permission;

/** A route as a plain object, in the shape of `@hono/zod-openapi`'s route configuration. */
export type RouteDescription = Pick<RouteConfig, "path" | "summary" | "responses"> & {
  access: Access;
  request: {
    params?: z.ZodObject;
    query?: z.ZodObject;
    body?: { content: { "application/json": { schema: z.ZodType } }; required: true };
  };
  /** Every problem that its verb throws, beside those that any route can give. */
  problems: readonly ProblemType[];
} & (
    | { method: "get"; audits?: never }
    | {
        method: "post" | "put" | "patch" | "delete";
        /** What it leaves in the audit trail; null when it changes nothing that belongs there. */
        audits: Audits | null;
      }
  );

/** A JSON body of this shape. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { "application/json": { schema } },
  required: true as const,
});

/** A JSON reply of this shape. */
export const reply = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { "application/json": { schema } },
});

/** A reply without a body (204). */
export const emptyReply = (description: string) => ({ description });

/** A reply that is a document, for a sandboxed frame: read at `pathOf`, not with the client. */
export const htmlDocument = (description: string) => ({
  description,
  content: { "text/html": { schema: z.string() } },
});

/**
 * What a stream of hints says (server-sent events, HTML standard, 9.2). The id of each is a fingerprint of what is watched;
 * the data is empty: whoever hears `changed` asks for the data as usual, with its access checked as usual.
 * - `open`: first of all, how things stand; a browser that comes back names the last id it knows
 * - `changed`: it is different from before
 */
export type Hint = "open" | "changed";

/** A reply that stays open and gives hints: read with `EventSource` at `pathOf`, not with the client. */
export const hints = (description: string) => ({
  description,
  content: { "text/event-stream": { schema: z.string() } },
});

type Part<
  Route extends RouteDescription,
  Name extends "params" | "query",
> = Route["request"][Name] extends z.ZodType ? z.output<Route["request"][Name]> : undefined;

type PartInput<
  Route extends RouteDescription,
  Name extends "params" | "query",
> = Route["request"][Name] extends z.ZodType ? { [Key in Name]: z.input<Route["request"][Name]> } : unknown;

type BodySchema<Route extends RouteDescription> = Route["request"] extends {
  body: { content: { "application/json": { schema: infer Schema extends z.ZodType } } };
}
  ? Schema
  : never;

/** What a verb receives: the parsed parts of the request. */
export type InputOf<Route extends RouteDescription> = {
  params: Part<Route, "params">;
  query: Part<Route, "query">;
  body: [BodySchema<Route>] extends [never] ? undefined : z.output<BodySchema<Route>>;
};

/** What a caller sends. */
export type RequestOf<Route extends RouteDescription> = PartInput<Route, "params"> &
  PartInput<Route, "query"> &
  ([BodySchema<Route>] extends [never] ? unknown : { body: z.input<BodySchema<Route>> });

/** A route whose reply is a stream of hints. */
export type HintRoute = RouteDescription & { responses: { 200: ReturnType<typeof hints> } };

/** What a caller gets: the parsed body of the one success, or undefined. */
export type ReplyOf<Route extends RouteDescription> = Route["responses"][keyof Route["responses"]] extends {
  content: { "application/json": { schema: infer Schema extends z.ZodType } };
}
  ? z.output<Schema>
  : Route["responses"][keyof Route["responses"]] extends { content: { "text/html": unknown } }
    ? string
    : undefined;
