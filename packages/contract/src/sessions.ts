import { z } from "zod";
import { body, emptyReply, reply, type RouteDescription } from "./route.ts";
import { Id, Moment } from "./text.ts";
import { Theme, User, UserType } from "./users.ts";

/** The signed-in person, as the screens need them. */
export const Session = z.strictObject({
  user: z.strictObject({
    id: Id,
    userName: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string(),
    email: z.string().nullable(),
    type: UserType,
    language: User.shape.language,
    timeZone: z.string().nullable(),
    theme: Theme,
  }),
  /** A temporary password opened it: it is good for choosing a new password and for nothing else. */
  mustChangePassword: z.boolean(),
  /** The absolute end, however busy the session is. */
  expiresAt: Moment,
});
export type Session = z.infer<typeof Session>;

/** Signs in with a user name or an email address. */
export const signIn = {
  method: "post",
  path: "/api/session",
  summary: "Sign in",
  access: "anyone",
  request: {
    body: body(
      z.strictObject({
        userNameOrEmail: z.string().min(1, "Enter your user name or email.").max(254),
        password: z.string().min(1, "Enter your password.").max(1024),
      }),
    ),
  },
  responses: { 201: reply("Signed in", Session) },
  problems: ["sign-in-refused", "temporary-password-expired", "too-many-attempts", "server-busy"],
} as const satisfies RouteDescription;

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

/** Signs out; harmless when nobody is signed in. */
export const signOut = {
  method: "delete",
  path: "/api/session",
  summary: "Sign out",
  access: "anyone",
  request: {},
  responses: { 204: emptyReply("Signed out") },
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
  access: "administrator",
  request: { params: z.strictObject({ userId: Id }) },
  responses: { 200: reply("Latest first", z.strictObject({ sessions: z.array(UserSession) })) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Ends one session of a user. */
export const endUserSession = {
  method: "delete",
  path: "/api/users/{userId}/sessions/{sessionId}",
  summary: "End a session",
  access: "administrator",
  request: { params: z.strictObject({ userId: Id, sessionId: Id }) },
  responses: { 204: emptyReply("Ended") },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Ends every session of a user. */
export const endUserSessions = {
  method: "delete",
  path: "/api/users/{userId}/sessions",
  summary: "Sign out everywhere",
  access: "administrator",
  request: { params: z.strictObject({ userId: Id }) },
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
  request: {},
  responses: { 200: reply("Ended", z.strictObject({ ended: z.number().int() })) },
  problems: [],
} as const satisfies RouteDescription;
