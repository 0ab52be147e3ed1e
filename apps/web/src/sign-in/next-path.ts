/** The address of the sign-in page that leads back to this path of the application. */
export function signInPath(next: string): string {
  return next === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next })}`;
}

/**
 * Where to go after signing in: the `next` of the address if it is a path of this very site, else the start page. What
 * the browser would read as another site (`//evil.test`, `/\evil.test`, `https:…`) is not followed.
 */
export function nextPath(search: URLSearchParams, origin = window.location.origin): string {
  const next = search.get("next") ?? "/";
  if (!next.startsWith("/")) return "/";
  const url = urlIn(next, origin);
  if (url?.origin !== origin) return "/";
  if (url.pathname === "/sign-in" || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}

function urlIn(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
