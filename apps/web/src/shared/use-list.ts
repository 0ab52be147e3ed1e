import { useNavigate, useSearchParams, type NavigateOptions } from "react-router-dom";
import type { List, ListChange, ListQuery } from "./define-list.ts";
import { waitPatiently } from "./patience.ts";
import { queryClient } from "./query-client.ts";

/** A list as the address of its page shows it. What narrows it otherwise begins at the first page again. */
export type OpenList<Query = ListQuery, Row = unknown> = List<Query, Row> & {
  query: Query;
  pathWith(change: ListChange<Query>): string;
  goTo(change: ListChange<Query>, options?: NavigateOptions): void;
};

/** Opens a list on its page. */
export function useList<Query extends ListQuery, Row>(list: List<Query, Row>): OpenList<Query, Row> {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const query = list.read(address);
  const pathWith = (change: ListChange<Query>) => list.pathTo({ ...query, page: 1, ...change });
  return {
    ...list,
    query,
    pathWith,
    goTo: (change, options) => void navigate(pathWith(change), options),
  };
}

/** For a page's loader: begins to fetch what the address names of a list; the table tells what went wrong. */
export async function loadList<Query>(list: List<Query, unknown>, request: Request): Promise<void> {
  const query = list.read(new URL(request.url).searchParams);
  await waitPatiently(queryClient.query(list.page(query)).catch(() => null));
}
