import type { ProblemType } from "@latchkey/contract/problem.ts";

/** How a link can have ended: what happened, and what to do next. */
export type LinkEnd = { title: string; advice: string };

/** The words for a link that is not open, by the problem that the server gives. */
export const linkEnds = {
  "link-unknown": {
    title: "This link does not work.",
    advice:
      "Perhaps it was not copied whole. Open it from the mail again. For a new link ask your System Administrator, or use Forgot Password?",
  },
  "link-used": {
    title: "This link has already been used.",
    advice:
      "If you used it, sign in with the password that you chose. If not, tell your System Administrator at once.",
  },
  "link-expired": {
    title: "This link has expired.",
    advice:
      "Your password stays as it is. For a new link ask your System Administrator, or use Forgot Password?",
  },
  "link-replaced": {
    title: "This link was replaced by a newer one.",
    advice:
      "Open the link in the latest mail. For a new link ask your System Administrator, or use Forgot Password?",
  },
  "link-revoked": {
    title: "This link was withdrawn.",
    advice:
      "Your password stays as it is. If you still need a new one, ask your System Administrator, or use Forgot Password?",
  },
} as const satisfies Partial<Record<ProblemType, LinkEnd>>;
