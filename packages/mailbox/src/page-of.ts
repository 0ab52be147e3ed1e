import type { Mail } from "./mail.ts";

/** Which part of a list; `after` and `before` are the ids of mails, as in Resend's lists. */
export type PageWanted = { limit: number; after?: string | undefined; before?: string | undefined };

/** At most `limit` mails beside a cursor of a list (or its first ones), and whether more follow; null for an unknown cursor. */
export function pageOf(mails: Mail[], wanted: PageWanted): { mails: Mail[]; hasMore: boolean } | null {
  const { limit, after, before } = wanted;
  const position = (id: string) => mails.findIndex((mail) => mail.id === id);
  if (before !== undefined) {
    const end = position(before);
    const start = Math.max(0, end - limit);
    return end === -1 ? null : { mails: mails.slice(start, end), hasMore: start > 0 };
  }
  const start = after === undefined ? 0 : position(after) + 1;
  if (after !== undefined && start === 0) return null;
  return { mails: mails.slice(start, start + limit), hasMore: start + limit < mails.length };
}
