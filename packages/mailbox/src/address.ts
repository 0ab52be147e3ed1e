/** `Name <email@acme.dev>` → `email@acme.dev`; a bare address stays as it is. */
export function bareAddress(text: string): string {
  return /<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim();
}

/** What an address, with or without a display name, has in common with all spellings of the same inbox. */
export function inboxOf(text: string): string {
  return bareAddress(text).toLowerCase();
}

/** Whether two addresses, with or without a display name, name the same inbox. */
export function sameAddress(one: string, other: string): boolean {
  return inboxOf(one) === inboxOf(other);
}

/** Whether text is `email@acme.dev` or `Name <email@acme.dev>` in ASCII, at most 320 characters in the address. */
export function isAddress(text: string): boolean {
  if (/\p{Cc}/u.test(text)) return false;
  const address = bareAddress(text);
  if (address.length > 320) return false;
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/i.test(address);
}
