import { z } from "zod";
import { KnownPassword, PasswordText } from "./password-text.ts";
import { body, emptyReply, reply, type RouteDescription } from "./route.ts";
import { Session } from "./sessions.ts";

/** Signs in with a user name or an email address. */
export const signIn = {
  method: "post",
  path: "/api/session",
  summary: "Sign in",
  access: "anyone",
  audits: { done: ["session.opened", "generated-password.took-effect"], refused: "session.opened" },
  request: {
    body: body(
      z.strictObject({
        userNameOrEmail: z.string().min(1, "Enter your user name or email.").max(254),
        password: KnownPassword.min(1, "Enter your password."),
      }),
    ),
  },
  responses: { 201: reply("Signed in", Session) },
  problems: [
    "sign-in-refused",
    "sign-in-stopped",
    "temporary-password-expired",
    "too-many-attempts",
    "server-busy",
  ],
} as const satisfies RouteDescription;

/** Signs out; harmless when nobody is signed in. */
export const signOut = {
  method: "delete",
  path: "/api/session",
  summary: "Sign out",
  access: "anyone",
  audits: { done: ["session.closed"], refused: "session.closed" },
  request: {},
  responses: { 204: emptyReply("Signed out") },
  problems: [],
} as const satisfies RouteDescription;

/** Replaces a temporary password by one's own; the only thing that a temporary password is good for. */
export const replaceTemporaryPassword = {
  method: "put",
  path: "/api/me/temporary-password",
  summary: "Choose a new password in place of a temporary one",
  access: "temporary-password",
  audits: { done: ["temporary-password.replaced"], refused: "temporary-password.replaced" },
  request: { body: body(z.strictObject({ newPassword: PasswordText })) },
  responses: { 204: emptyReply("The password has been changed and a fresh session opened") },
  problems: [
    "password-refused",
    "password-change-not-required",
    "temporary-password-expired",
    "version-conflict",
  ],
} as const satisfies RouteDescription;

/** Changes one's own password; ends every session, this one too. */
export const changeOwnPassword = {
  method: "put",
  path: "/api/me/password",
  summary: "Change Password",
  access: "signed-in",
  audits: { done: ["password.changed"], refused: "password.changed" },
  request: {
    body: body(z.strictObject({ currentPassword: KnownPassword, newPassword: PasswordText })),
  },
  responses: { 204: emptyReply("The password has been changed; sign in again") },
  problems: [
    "current-password-wrong",
    "sign-in-stopped",
    "password-refused",
    "version-conflict",
    "too-many-attempts",
    "server-busy",
  ],
} as const satisfies RouteDescription;
