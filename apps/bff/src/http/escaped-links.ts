import { linkTokenIn, unescapeLink } from "@latchkey/contract/text.ts";

/** A page that a link with a secret leads to, and what a gateway made of the rest: `/reset-password%23…`. */
const escapedLink = /^\/+(reset-password|stop|setup)(?:[/?][^#]*)?#(.*)$/is;

/** What stands behind the name of such a page may be a secret, and so may a long word anywhere that is no id and no name of ours. */
const behindLinkPage = /(\/(?:reset-password|stop|setup)(?![\w-])\/*)[^/].*$/is;
const longWord = /[\w-]{30,}/g;
const harmless = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[a-z]+(?:-[a-z]+)*)$/;

/**
 * Where a link leads whose `#` a mail gateway has escaped: to the same page with the secret in the fragment, which the browser
 * keeps to itself. Null for every other address. Takes the path and the query as they came.
 */
export function unescapedLink(address: string): string | null {
  const [, page, rest] = escapedLink.exec(unescapeLink(address)) ?? [];
  if (page === undefined || rest === undefined) return null;
  return `/${page.toLowerCase()}#${linkTokenIn(rest)}`;
}

/** A path as it may be logged: as it came, but without what may be the secret of a link in it. */
export function loggablePath(path: string): string {
  const plain = unescapeLink(path).replaceAll(/\s/g, "");
  const safe = plain
    .replace(behindLinkPage, "$1…")
    .replaceAll(longWord, (word) => (harmless.test(word) ? word : "…"));
  return safe === plain ? path : safe;
}
