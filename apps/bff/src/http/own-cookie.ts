import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { OwnCookie } from "../ctx.ts";

/**
 * The name of a cookie of this installation. Browsers keep cookies by host, whatever the port (RFC 6265, 8.5), so that of
 * several installations on one host each needs its own; those on the usual port are called as they always were.
 */
export function cookieName(publicUrl: string, bareName: string): string {
  const { protocol, port } = new URL(publicUrl);
  if (protocol === "https:") return port === "" ? `__Host-${bareName}` : `__Host-${bareName}-${port}`;
  return port === "3000" ? bareName : `${bareName}-${port || "80"}`;
}

/**
 * A cookie of one request: under the prefix `__Host-` (RFC 6265bis), or without it on plain-http loopback, where browsers
 * refuse the prefix. HttpOnly, SameSite=Lax so that a link from a mail finds it; gone with the browser unless it has `maxAge`,
 * in seconds. With `clearsSiteData` the browser forgets what it kept of our pages when the cookie goes.
 */
export function ownCookie(
  c: Context,
  publicUrl: string,
  { name: bareName, maxAge, clearsSiteData }: { name: string; maxAge?: number; clearsSiteData?: true },
): OwnCookie {
  const secure = publicUrl.startsWith("https:");
  const name = cookieName(publicUrl, bareName);
  const options = { path: "/", httpOnly: true, secure, sameSite: "Lax" } as const;
  return {
    read: () => getCookie(c, name) ?? null,
    set: (value) => setCookie(c, name, value, { ...options, ...(maxAge !== undefined && { maxAge }) }),
    clear: () => {
      deleteCookie(c, name, options);
      // Not "cookies": that of the device has to stay, or the browser would be a stranger's at the next sign-in.
      if (clearsSiteData) c.header("clear-site-data", '"cache", "storage"');
    },
  };
}
