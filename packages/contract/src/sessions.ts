import { z } from "zod";
import { Theme, UserParams } from "./accounts.ts";
import { UserType } from "./permissions.ts";
import { languageTags } from "./languages.ts";
import { emptyReply, reply, type RouteDescription } from "./route.ts";
import { Id, Moment } from "./text.ts";

/** The signed-in person, as the screens need them. */
export const Session = z.strictObject({
  user: z.strictObject({
    id: Id,
    userName: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string(),
    email: z.string().nullable(),
    type: UserType,
    language: z.enum(languageTags).nullable(),
    timeZone: z.string().nullable(),
    theme: Theme,
    /** Whether `/` and `?` do something by themselves: who speaks to the computer turns them off (WCAG 2.1.4). */
    oneSignKeys: z.boolean(),
  }),
  /** A temporary password opened it: it is good for choosing a new password and for nothing else. */
  mustChangePassword: z.boolean(),
  /** The absolute end, however busy the session is. */
  expiresAt: Moment,
});
export type Session = z.infer<typeof Session>;

/** Who is signed in, if anybody is. */
export const getSession = {
  method: "get",
  path: "/api/session",
  summary: "Who is signed in",
  access: "anyone",
  request: {},
  responses: { 200: reply("The session, or null", z.strictObject({ session: Session.nullable() })) },
  problems: [],
} as const satisfies RouteDescription;

/** An open session of a user, as an administrator sees it. */
export const UserSession = z.strictObject({
  id: Id,
  startedAt: Moment,
  lastSeenAt: Moment,
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** It is the very session that asks. */
  isThisOne: z.boolean(),
});
export type UserSession = z.infer<typeof UserSession>;

/** The open sessions of a user. */
export const listUserSessions = {
  method: "get",
  path: "/api/users/{userId}/sessions",
  summary: "The open sessions of a user",
  access: "read users",
  request: { params: UserParams },
  responses: { 200: reply("Latest first", z.strictObject({ sessions: z.array(UserSession) })) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Ends one session of a user. */
export const endUserSession = {
  method: "delete",
  path: "/api/users/{userId}/sessions/{sessionId}",
  summary: "End a session",
  access: "end sessions",
  audits: { done: ["sessions.ended"], refused: "sessions.ended" },
  request: { params: z.strictObject({ userId: Id, sessionId: Id }) },
  responses: { 204: emptyReply("Ended") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Ends every session of a user. */
export const endUserSessions = {
  method: "delete",
  path: "/api/users/{userId}/sessions",
  summary: "Sign out everywhere",
  access: "end sessions",
  audits: { done: ["sessions.ended"], refused: "sessions.ended" },
  request: { params: UserParams },
  responses: { 200: reply("Ended", z.strictObject({ ended: z.number().int() })) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** One's own open sessions. */
export const listOwnSessions = {
  method: "get",
  path: "/api/me/sessions",
  summary: "One's own open sessions",
  access: "signed-in",
  request: {},
  responses: { 200: reply("Latest first", z.strictObject({ sessions: z.array(UserSession) })) },
  problems: [],
} as const satisfies RouteDescription;

/** Ends one of one's own sessions. */
export const endOwnSession = {
  method: "delete",
  path: "/api/me/sessions/{sessionId}",
  summary: "End one of one's own sessions",
  access: "signed-in",
  audits: { done: ["sessions.ended"], refused: "sessions.ended" },
  request: { params: z.strictObject({ sessionId: Id }) },
  responses: { 204: emptyReply("Ended") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Ends all of one's own sessions but this one. */
export const endOtherOwnSessions = {
  method: "delete",
  path: "/api/me/sessions",
  summary: "End all other sessions of one's own",
  access: "signed-in",
  audits: { done: ["sessions.ended"], refused: "sessions.ended" },
  request: {},
  responses: { 200: reply("Ended", z.strictObject({ ended: z.number().int() })) },
  problems: [],
} as const satisfies RouteDescription;
