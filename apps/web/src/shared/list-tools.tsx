import { Pager } from "@latchkey/ui/pager.tsx";
import { SegmentedLinks } from "@latchkey/ui/segmented-links.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import type { ListChange } from "./define-list.ts";
import type { OpenList } from "./use-list.ts";
import styles from "./list-tools.module.css";

/** The row above a list: its views, filters, search and pager. `tight` leaves more room to the views. */
export function ListTools({ tight, children }: { tight?: boolean; children: ReactNode }) {
  return <div className={tight ? `${styles.tools} ${styles.tight}` : styles.tools}>{children}</div>;
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
export function ListPager({ list }: { list: OpenList }) {
  const { rows, total } = useQuery(list.page(list.query)).data ?? { rows: [], total: 0 };
  if (rows.length === 0) return null;
  const { page } = list.query;
  const from = (page - 1) * list.perPage + 1;
  return (
    <div className={styles.pager}>
      <Pager
        from={from}
        to={from + rows.length - 1}
        total={total}
        renderLink={(direction, props) => (
          <Link to={list.pathWith({ page: page + (direction === "next" ? 1 : -1) })} {...props} />
        )}
      />
    </div>
  );
}

/** How many rows all pages of the list have, as soon as that is known. */
export function ListTotal({ list }: { list: OpenList }) {
  return useQuery(list.page(list.query)).data?.total.toLocaleString();
}
