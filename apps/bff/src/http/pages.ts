import { existsSync, readFileSync } from "node:fs";
import { pagePaths } from "@latchkey/contract/page-paths.ts";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { newToken } from "../ports/random.ts";
import { loopbackHosts } from "./client-address.ts";
import type { RequestEnv } from "./env-of-request.ts";
import { unescapedLink } from "./escaped-links.ts";
import { plainPage } from "./plain-page.ts";
import { policyReportPath } from "./policy-reports.ts";
import { policyOfPage } from "./security-headers.ts";

/** Where index.html wants the nonce of its response. */
const noncePlaceholder = "__CSP_NONCE__";

/** Where it wants what it says without a script. */
const plainPlaceholder = "__PLAIN_PAGE__";

/** Where password managers look for the page on which one changes one's password (W3C, A Well-Known URL for Changing Passwords). */
const changePasswordPath = "/.well-known/change-password";

/** The pages as the router finds them: in capitals, too, and with a slash at the end. */
const pagePatterns = pagePaths.map(
  (path) => new RegExp(`^${path.replace(/\/$/, "").replaceAll(/:\w+/g, "[^/]+")}/*$`, "i"),
);

const isPage = (path: string) => pagePatterns.some((pattern) => pattern.test(path));

/**
 * Serves the built screens and nothing else: hashed files for ever, the others fresh, and index.html with a nonce of its
 * own for every page. `folder` holds the build.
 */
export function pages(folder: string): Hono<RequestEnv> {
  const indexFile = `${folder}/index.html`;
  const app = new Hono<RequestEnv>();
  app.get(
    "/assets/*",
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_, c) => void c.header("cache-control", "public, max-age=31536000, immutable"),
    }),
  );
  app.get("/:file{[a-z-]+\\.(?:js|svg|png|ico|webmanifest|txt)}", async (c, next) => {
    c.header("cache-control", "no-cache");
    return serveStatic({ root: folder })(c, next);
  });
  app.get(changePasswordPath, (c) => {
    c.header("cache-control", "no-store");
    return c.redirect("/profile", 302);
  });
  app.get("*", (c) => {
    const link = unescapedLink(c.req.url.slice(c.req.url.indexOf("/", "https://".length)));
    if (link !== null) {
      c.header("cache-control", "no-store");
      return c.redirect(link, 302);
    }
    const elsewhere = canonicalPage(c.req.url, c.req.header("host"), c.get("ctx").installation.publicUrl);
    if (elsewhere !== null) return c.redirect(elsewhere, 307);
    if (!mayBePage(c.req.path)) {
      return c.text("There is nothing at this address.", 404);
    }
    if (!existsSync(indexFile)) return c.text("The screens are not built yet: run `pnpm build`.", 503);
    const nonce = newToken(c.get("ctx").random);
    const { publicUrl } = c.get("ctx").installation;
    // Browsers take no such endpoint over plain http, and would report nowhere.
    const endpoint = publicUrl.startsWith("https:") ? "csp" : null;
    c.header("content-security-policy", policyOfPage(nonce, endpoint));
    if (endpoint !== null) c.header("reporting-endpoints", `${endpoint}="${publicUrl}${policyReportPath}"`);
    c.header("cache-control", "no-store");
    const html = readFileSync(indexFile, "utf8")
      .replaceAll(noncePlaceholder, nonce)
      .replace(plainPlaceholder, plainPage(c.req.header("accept-language")));
    return c.html(html, isPage(c.req.path) ? 200 : 404);
  });
  return app;
}

/** The address of a page holds no dot (files do, and `/.git`), no percent sign and nothing that reads as another slash. */
function mayBePage(path: string): boolean {
  return /^\/[^.%\\;\p{Cc}]*$/u.test(path) && !/^\/(?:api|assets)(?:\/|$)/i.test(path);
}

/** On one's own machine, 127.0.0.1 and localhost are two origins; only the public one can sign in. */
function canonicalPage(url: string, host: string | undefined, publicUrl: string): string | null {
  const wanted = new URL(publicUrl);
  if (host === undefined || host === wanted.host || !loopbackHosts.has(wanted.hostname)) return null;
  const asked = URL.parse(`http://${host}`);
  if (asked === null || !loopbackHosts.has(asked.hostname)) return null;
  const { pathname, search } = new URL(url);
  return new URL(pathname.replace(/^\/+/, "/") + search, publicUrl).href;
}
