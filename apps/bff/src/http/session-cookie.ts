import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Ctx } from "../ctx.ts";

/**
 * The session cookie of one request: `__Host-latchkey` (RFC 6265bis), or `latchkey` on plain-http loopback, where browsers
 * refuse the prefix. HttpOnly, SameSite=Lax so that a link from a mail finds the session, and gone with the browser.
 */
export function sessionCookie(c: Context, publicUrl: string): Ctx["sessionCookie"] {
  const secure = publicUrl.startsWith("https:");
  const name = secure ? "__Host-latchkey" : "latchkey";
  const options = { path: "/", httpOnly: true, secure, sameSite: "Lax" } as const;
  return {
    read: () => getCookie(c, name) ?? null,
    set: (token) => setCookie(c, name, token, options),
    clear: () => {
      deleteCookie(c, name, options);
    },
  };
}
