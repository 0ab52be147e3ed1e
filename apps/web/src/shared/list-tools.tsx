import { Button } from "@latchkey/ui/button.tsx";
import { Pager } from "@latchkey/ui/pager.tsx";
import { SegmentedLinks } from "@latchkey/ui/segmented-links.tsx";
import { countWords } from "@latchkey/ui/count-words.ts";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { Link } from "react-router-dom";
import type { ListChange, ListQuery } from "./define-list.ts";
import type { OpenList } from "./use-list.ts";
import styles from "./list-tools.module.css";

type ListToolsProps<Query> = {
  list: OpenList<Query>;
  /** More room for the views. */
  tight?: boolean;
  search: ReactNode;
  /** Its views and filters. */
  children: ReactNode;
};

/**
 * The row above a list: its views, filters, search and pager. On a narrow screen the list comes first: what narrows it opens on
 * demand, and its pages are turned at its end.
 */
export function ListTools<Query extends ListQuery>({ list, tight, search, children }: ListToolsProps<Query>) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const count = narrowedBy(list);
  return (
    <div className={tight ? `${styles.tools} ${styles.tight}` : styles.tools}>
      <Button
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {count === 0 ? "Filters" : `Filters (${count})`}
      </Button>
      <div id={id} className={isOpen ? `${styles.narrowing} ${styles.open}` : styles.narrowing}>
        {children}
      </div>
      {search}
      <div className={styles.pager}>
        <ListPager list={list} />
      </div>
    </div>
  );
}

/** How many views and filters leave something out. */
function narrowedBy<Query extends ListQuery>(list: OpenList<Query>): number {
  const rest = { ...list.query, search: "", page: 1, perPage: undefined, sort: undefined, order: undefined };
  return new URLSearchParams(list.pathTo(rest).slice(list.path.length)).size;
}

type ChoiceProps<Query, Name extends keyof Query> = {
  list: OpenList<Query>;
  /** What they choose, by its name in the address. */
  name: Name;
  label: string;
  /** The values with their names, in order. */
  choices: Record<string, string>;
};

/** Links to the views of a list, side by side. */
export function ListViews<Query, Name extends keyof Query>({
  list,
  name,
  label,
  choices,
}: ChoiceProps<Query, Name>) {
  return (
    <SegmentedLinks
      label={label}
      links={Object.entries(choices).map(([value, label]) => ({
        key: value,
        label,
        href: list.pathWith(choose(name, value)),
        current: value === list.query[name],
      }))}
      renderLink={(link, props) => <Link to={link.href} {...props} />}
    />
  );
}

/** A choice that narrows a list; `all` is the one that does not. */
export function ListFilter<Query, Name extends keyof Query>({
  list,
  name,
  label,
  choices,
  all,
}: ChoiceProps<Query, Name> & { all: string }) {
  const value = String(list.query[name]);
  return (
    <SelectField
      className={styles.filter}
      label={label}
      hideLabel
      options={[
        { value: "", label: all },
        ...Object.entries(choices).map(([value, label]) => ({ value, label })),
      ]}
      placeholder={all}
      value={value in choices ? value : ""}
      onValueChange={(value) => list.goTo(choose(name, value === "" ? undefined : value))}
    />
  );
}

function choose<Query>(name: keyof Query, value: string | undefined): ListChange<Query> {
  return { [name]: value } as ListChange<Query>;
}

/** Which part of the list shows, and the ways to the pages before and after it; nothing where no row is. */
function ListPager({ list }: { list: OpenList }) {
  const { rows, total, hasMore } = useQuery(list.page(list.query)).data ?? { rows: [], total: 0 };
  if (rows.length === 0) return null;
  const { page, perPage = list.perPage } = list.query;
  const from = (page - 1) * perPage + 1;
  return (
    <Pager
      from={from}
      to={from + rows.length - 1}
      total={total}
      hasMore={hasMore}
      renderLink={(direction, props) => (
        <Link to={list.pathWith({ page: page + (direction === "next" ? 1 : -1) })} {...props} />
      )}
    />
  );
}

type Sorted = { sort: string; order: "ascending" | "descending" };

/** By what a list is sorted, and how: for narrow screens, where no heads of columns stand. */
export function ListSort<Query extends ListQuery & Sorted>({
  list,
  sorts,
}: {
  list: OpenList<Query>;
  /** The columns with their names. */
  sorts: Record<Query["sort"], string>;
}) {
  const { sort, order } = list.query;
  return (
    <SelectField
      className={`${styles.filter} ${styles.sort}`}
      label="Sort by"
      hideLabel
      options={Object.entries<string>(sorts).flatMap(([value, name]) => [
        { value: `${value} ascending`, label: `By ${name}` },
        { value: `${value} descending`, label: `By ${name}, the other way round` },
      ])}
      value={`${sort} ${order}`}
      onValueChange={(chosen) => {
        const [sort, order] = chosen.split(" ");
        list.goTo({ sort, order } as Partial<Query>);
      }}
    />
  );
}

/** The same below the list, on narrow screens. */
export function ListPagerBelow({ list }: { list: OpenList }) {
  return (
    <div className={`${styles.end} ${styles.below}`}>
      <ListPager list={list} />
    </div>
  );
}

type Paged = { perPage: number };

/** How many rows stand on a page, below a list that has more than the fewest: kept in the address, like what narrows it. */
export function ListPerPage<Query extends ListQuery & Paged>({
  list,
  choices,
}: {
  list: OpenList<Query>;
  choices: readonly number[];
}) {
  const { total } = useQuery(list.page(list.query)).data ?? { total: 0 };
  if (total <= Math.min(...choices)) return null;
  return (
    <div className={styles.end}>
      <SelectField
        label="Rows on a page"
        hideLabel
        options={choices.map((count) => ({ value: String(count), label: `${count} a page` }))}
        value={String(list.query.perPage)}
        onValueChange={(chosen) => list.goTo({ perPage: Number(chosen) } as Partial<Query>)}
      />
    </div>
  );
}

/** How many rows all pages of the list have, as soon as that is known. */
export function ListTotal({ list }: { list: OpenList }) {
  const { total, hasMore = false } = useQuery(list.page(list.query)).data ?? {};
  return total === undefined ? null : countWords(total, hasMore);
}
