import type { z } from "zod";

/** What the address of every list can name, beside the filters of its own. */
export type ListQuery = { search: string; page: number; perPage?: number };

/**
 * One page of a list: its rows, how many there are on all pages, whether there are more than that, uncounted, and how many, the
 * last ones, only come close.
 */
export type ListPage<Row> = { rows: readonly Row[]; total: number; hasMore?: boolean; close?: number };

/** What a list shows next: what is `undefined` here falls back to its default. */
export type ListChange<Query> = { [Name in keyof Query]?: Query[Name] | undefined };

/** A list whose state stands in the address of its page; a page of it can tell more than its rows. */
export type List<Query, Row, Page extends ListPage<Row> = ListPage<Row>> = {
  /** Where its page is. */
  path: string;
  /** The key that all its pages begin with in the cache. */
  key: readonly string[];
  /** How many rows a page has, unless its address says so. */
  perPage: number;
  /** What the address names; whatever does not fit there falls back to its default. */
  read(search: URLSearchParams): Query;
  /** The path that shows this: defaults left out, so that the shortest address is the plain list. */
  pathTo(query: ListChange<Query>): string;
  /** What one page of it asks for. */
  page(query: Query): { queryKey: readonly unknown[]; queryFn: () => Promise<Page> };
};

type Definition<Schema extends z.ZodType, Page> = Pick<List<never, never>, "path" | "key" | "perPage"> & {
  /** What the address can name, a default for everything. */
  schema: Schema;
  fetchPage: (query: z.output<Schema>) => Promise<Page>;
};

/** Describes a list: how its address is read and written, and how a page of it is fetched. */
export function defineList<
  Schema extends z.ZodObject & z.ZodType<ListQuery>,
  Row,
  Page extends ListPage<Row>,
>({
  schema,
  fetchPage,
  ...list
}: Definition<Schema, Page & ListPage<Row>>): List<z.output<Schema>, Row, Page> {
  const plain: Partial<Record<string, unknown>> = schema.parse({});
  return {
    ...list,
    read(search) {
      const fitting = [...search].filter(([name, value]) => {
        const field = schema.shape[name] as z.ZodType | undefined;
        return field?.safeParse(value).success === true;
      });
      return schema.parse(Object.fromEntries(fitting));
    },
    pathTo(query) {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined && value !== plain[name]) search.set(name, String(value));
      }
      return search.size === 0 ? list.path : `${list.path}?${search}`;
    },
    page: (query) => ({ queryKey: [...list.key, query], queryFn: () => fetchPage(query) }),
  };
}
