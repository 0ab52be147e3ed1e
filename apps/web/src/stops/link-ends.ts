import { ProblemError } from "@latchkey/contract/problem.ts";
import type { PageMessages } from "../languages/catalogue.ts";

type PlainMessage = Extract<keyof PageMessages, `link.${string}` | `stop.${string}Advice`>;

/** How a link can have ended: what happened, and what to do next. */
export type LinkEnd = { title: PlainMessage; advice: PlainMessage };

/** The ends of links by the problem that the server gives. */
export type LinkEnds = Partial<Record<string, LinkEnd>> & { "link-unknown": LinkEnd };

/** The ends of a password change link. */
export const linkEnds: LinkEnds = {
  "link-unknown": { title: "link.unknown", advice: "link.unknownAdvice" },
  "link-used": { title: "link.used", advice: "link.usedAdvice" },
  "link-expired": { title: "link.expired", advice: "link.expiredAdvice" },
  "link-replaced": { title: "link.replaced", advice: "link.replacedAdvice" },
  "link-revoked": { title: "link.revoked", advice: "link.revokedAdvice" },
};

/** What became of the link, if that is what the error tells. */
export function endOf(ends: LinkEnds, error: unknown): LinkEnd | null {
  if (!(error instanceof ProblemError)) return null;
  return ends[error.type === "invalid-fields" ? "link-unknown" : error.type] ?? null;
}
