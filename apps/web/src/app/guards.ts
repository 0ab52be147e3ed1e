import type { Session } from "@latchkey/contract/sessions.ts";
import { can, type Permission } from "@latchkey/contract/permissions.ts";
import { redirect, type MiddlewareFunction } from "react-router-dom";
import { signInPath } from "../sign-in/next-path.ts";
import { sessionQuery } from "../sessions/queries.ts";
import { queryClient } from "../shared/query-client.ts";

/** The start page: the users for those who may read them, the profile for everybody else. */
export function homePath(session: Session): string {
  if (session.mustChangePassword) return "/change-password";
  return can(session.user, "read users") ? "/users" : "/profile";
}

/** Lets a full session pass. Others go to sign in and come back, or choose a new password first. */
export const requireSession: MiddlewareFunction = async ({ request }) => {
  const session = await sessionOrSignIn(request);
  if (session.mustChangePassword) throw redirect("/change-password");
};

/** Lets whoever has the permission pass, below `requireSession`. Others go to their own start page. */
export async function requirePermission(
  permission: Permission,
  { request }: { request: Request },
): Promise<void> {
  const session = await sessionOrSignIn(request);
  if (!can(session.user, permission)) throw redirect(homePath(session));
}

/** Lets a session that a temporary password opened pass. Others go to the start page. */
export const requireTemporaryPassword: MiddlewareFunction = async ({ request }) => {
  const session = await sessionOrSignIn(request);
  if (!session.mustChangePassword) throw redirect("/");
};

/** Sends whoever opens `/` to their start page. */
export async function goHome({ request }: { request: Request }): Promise<Response> {
  return redirect(homePath(await sessionOrSignIn(request)));
}

/** The session, for a page whose room may not know of sessions. */
export function readSession({ request }: { request: Request }): Promise<Session> {
  return sessionOrSignIn(request);
}

async function sessionOrSignIn(request: Request): Promise<Session> {
  const session = await queryClient.query(sessionQuery);
  if (session !== null) return session;
  const { pathname, search } = new URL(request.url);
  throw redirect(signInPath(pathname + search));
}
