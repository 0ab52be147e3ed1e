import { useLocation } from "react-router-dom";

/**
 * The name that goes along from page to page until somebody signs in, for `Link`: in the state of the history entry, since an
 * address is shown, kept and logged.
 */
export type KnownName = { userNameOrEmail: string };

/** The user name or email that the page before knew; empty when it knew none. */
export function useKnownName(): string {
  return (useLocation().state as Partial<KnownName> | null)?.userNameOrEmail ?? "";
}
