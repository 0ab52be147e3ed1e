const keyOf = (path: string) => `latchkey-list:${path}`;

/** Keeps how a list was narrowed last in this tab, for the ways back to it. `address` is its whole path. */
export function keepListAddress(path: string, address: string): void {
  try {
    sessionStorage.setItem(keyOf(path), address);
  } catch {
    // A browser that keeps no storage leads back to the plain list.
  }
}

/** The way back to the list at a path, as it was narrowed last in this tab; the plain list when it was not open here. */
export function listAddress(path: string): string {
  const address = readAddress(path);
  // Nothing but the list itself, whatever was written there.
  return address?.startsWith(`${path}?`) ? address : path;
}

/** Forgets what was searched for, when somebody else goes on in this tab; signing out clears all that a browser keeps. */
export function forgetListAddresses(): void {
  try {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(keyOf("")));
    for (const key of keys) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function readAddress(path: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(path));
  } catch {
    return null;
  }
}
