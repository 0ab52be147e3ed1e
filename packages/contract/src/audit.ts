import { z } from "zod";
import { AuditAction } from "./audit-actions.ts";
import { reply, type RouteDescription } from "./route.ts";
import { Id, Moment } from "./text.ts";

/** Whether the action happened, or was refused and changed nothing. */
export const AuditOutcome = z.enum(["done", "refused"]);

/**
 * Who acts: a user with a session, the operator at the server's shell with the command that they gave, the worker that sends
 * mail, or a stranger.
 */
export const AuditActor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("user"), id: Id, name: z.string() }),
  z.strictObject({ kind: z.literal("operator"), command: z.string() }),
  z.strictObject({ kind: z.literal("worker") }),
  z.strictObject({ kind: z.literal("stranger") }),
]);
export type AuditActor = z.infer<typeof AuditActor>;

/** One thing that somebody did, or tried to do. It never holds a secret. */
export const AuditEvent = z.strictObject({
  id: Id,
  at: Moment,
  action: AuditAction,
  outcome: AuditOutcome,
  actor: AuditActor,
  /** The caller's network address. */
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** Facts in words, such as which fields changed, by `auditDetails`; of a refusal its `problem`. */
  details: z.record(z.string(), z.string()),
  /** How often the same was refused within a few minutes, from `at` to `lastAt`; what happened stands alone. */
  times: z.number().int(),
  lastAt: Moment.nullable(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The newest events about one user. */
export const listUserAuditEvents = {
  method: "get",
  path: "/api/users/{userId}/audit-events",
  summary: "The newest audit events about a user",
  access: "read audit",
  request: { params: z.strictObject({ userId: Id }) },
  responses: {
    200: reply(
      "Newest first, at most 50",
      z.strictObject({ events: z.array(AuditEvent), total: z.number().int() }),
    ),
  },
  problems: ["not-found"],
} as const satisfies RouteDescription;
