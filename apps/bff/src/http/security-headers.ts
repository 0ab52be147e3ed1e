import type { MiddlewareHandler } from "hono";
import type { RequestEnv } from "./env-of-request.ts";
import { policyReportPath } from "./policy-reports.ts";

/** The policy of everything that is not a page: it may do nothing. */
const policyOfData = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The policy of a rendered mail: a document that may do nothing, for a sandboxed frame of ours. */
export const policyOfMail =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/**
 * The policy of a page, with the nonce of its response for the styles that components inject. With `endpoint`, one of the
 * response's `Reporting-Endpoints`, browsers that know it report there, and others to our address.
 */
export function policyOfPage(nonce: string, endpoint: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    `report-uri ${policyReportPath}`,
    ...(endpoint === null ? [] : [`report-to ${endpoint}`]),
  ].join("; ");
}

/** The same security headers on every kind of answer (ASVS 3.4); pages widen the policy for themselves. */
export const securityHeaders: MiddlewareHandler<RequestEnv> = async (c, next) => {
  await next();
  const headers = c.res.headers;
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", policyOfData);
  headers.set("x-content-type-options", "nosniff");
  const isMail = headers.get("content-security-policy") === policyOfMail;
  headers.set("x-frame-options", isMail ? "SAMEORIGIN" : "DENY");
  headers.set("referrer-policy", "no-referrer");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (c.get("ctx").installation.publicUrl.startsWith("https:")) {
    headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
};
