/**
 * The name that goes along from page to page until somebody signs in, for `Link` and `Leave`: in the state of the history entry,
 * since an address is shown, kept and logged.
 */
export type KnownName = { userNameOrEmail: string };

/** The user name or email that the page before knew; empty when it knew none. Where the router keeps it, without the router. */
export function knownName(): string {
  const { usr } = (window.history.state as { usr?: Partial<KnownName> | null } | null) ?? {};
  return usr?.userNameOrEmail ?? "";
}
