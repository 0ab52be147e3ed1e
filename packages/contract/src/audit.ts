import { z } from "zod";
import { reply, type RouteDescription } from "./route.ts";
import { Id, Moment } from "./text.ts";

/** Whether the action happened, or was refused and changed nothing. */
export const AuditOutcome = z.enum(["done", "refused"]);

/** One thing that somebody did, or tried to do. It never holds a secret. */
export const AuditEvent = z.strictObject({
  id: Id,
  at: Moment,
  /** `noun.past-tense`, such as `password-change-link.redeemed`. */
  action: z.string(),
  outcome: AuditOutcome,
  /** Who did it; null for the system itself or somebody unknown. */
  actor: z.strictObject({ id: Id, name: z.string() }).nullable(),
  /** The caller's network address. */
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** Facts in words, such as which fields changed. */
  details: z.record(z.string(), z.string()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The newest events about one user. */
export const listUserAuditEvents = {
  method: "get",
  path: "/api/users/{userId}/audit-events",
  summary: "The newest audit events about a user",
  access: "administrator",
  request: { params: z.strictObject({ userId: Id }) },
  responses: {
    200: reply(
      "Newest first, at most 50",
      z.strictObject({ events: z.array(AuditEvent), total: z.number().int() }),
    ),
  },
  problems: ["not-found"],
} as const satisfies RouteDescription;
