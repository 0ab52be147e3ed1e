import { useEffect } from "react";
import { useNavigate, useSearchParams, type NavigateOptions } from "react-router-dom";
import type { List, ListChange, ListPage, ListQuery } from "./define-list.ts";
import { keepListAddress } from "./list-address.ts";
import { waitPatiently } from "./patience.ts";
import { queryClient } from "./query-client.ts";

/** A list as the address of its page shows it. What narrows it otherwise begins at the first page again. */
export type OpenList<Query = ListQuery, Row = unknown, Page extends ListPage<Row> = ListPage<Row>> = List<
  Query,
  Row,
  Page
> & {
  query: Query;
  pathWith(change: ListChange<Query>): string;
  goTo(change: ListChange<Query>, options?: NavigateOptions): void;
};

/** Opens a list on its page. */
export function useList<Query extends ListQuery, Row, Page extends ListPage<Row>>(
  list: List<Query, Row, Page>,
): OpenList<Query, Row, Page> {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const query = list.read(address);
  const present = list.pathTo(query);
  useEffect(() => keepListAddress(list.path, present), [list.path, present]);
  const pathWith = (change: ListChange<Query>) => list.pathTo({ ...query, page: 1, ...change });
  return {
    ...list,
    query,
    pathWith,
    goTo: (change, options) => void navigate(pathWith(change), options),
  };
}

/** The one row that a search finds in a list as it is narrowed otherwise; null when it finds none, several, or only comes close. */
export async function onlyHit<Query extends ListQuery, Row>(
  list: List<Query, Row>,
  query: Query,
): Promise<Row | null> {
  const found = await queryClient.query(list.page({ ...query, page: 1 }));
  return hitsOf(found) === 1 ? (found.rows[0] ?? null) : null;
}

/** How many rows a search finds: who only comes close was not asked for. */
export function hitsOf({ total, close = 0 }: ListPage<unknown>): number {
  return total - close;
}

/** For a page's loader: begins to fetch what the address names of a list; the table tells what went wrong. */
export async function loadList<Query>(list: List<Query, unknown>, request: Request): Promise<void> {
  const query = list.read(new URL(request.url).searchParams);
  await waitPatiently(queryClient.query(list.page(query)).catch(() => null));
}
