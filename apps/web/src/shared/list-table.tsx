import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { countWords } from "@latchkey/ui/count-words.ts";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { HeaderCell, rowLinkClass, Table } from "@latchkey/ui/table.tsx";
import { type ColumnShape, TableLoading } from "@latchkey/ui/table-loading.tsx";
import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link, useNavigation } from "react-router-dom";
import type { ListQuery } from "./define-list.ts";
import { ListPagerBelow } from "./list-tools.tsx";
import { PartBoundary } from "./part-boundary.tsx";
import type { OpenList } from "./use-list.ts";

type ListTableProps<Query extends ListQuery, Row> = {
  list: OpenList<Query, Row>;
  /** What the rows are: "Users". */
  label: string;
  /** The heads of the columns. */
  head: ReactNode;
  renderRow: (row: Row) => ReactNode;
  /** The shape of a row while the list is being loaded. */
  shape: readonly ColumnShape[];
  /** What stands there when the list has no row on any page. */
  empty: ReactNode;
};

/** The page of a list that the address names, with all its states: loading, failed, empty, past the end, filled. */
export function ListTable<Query extends ListQuery, Row extends { id: string }>(
  props: ListTableProps<Query, Row>,
) {
  const { list, label, shape } = props;
  const rows = label.toLowerCase();
  return (
    <>
      <Card flush>
        <PartBoundary
          failureTitle={`The ${rows} could not be loaded`}
          subject={list.pathTo(list.query)}
          loading={<TableLoading label={`Loading ${rows}`} columns={shape} />}
        >
          <Rows {...props} />
        </PartBoundary>
      </Card>
      <ListPagerBelow list={list} />
      <Found list={list} label={label} />
    </>
  );
}

/** How many a search has found, for who does not see the list change (WCAG 4.1.3). */
function Found<Query extends ListQuery, Row>({ list, label }: { list: OpenList<Query, Row>; label: string }) {
  // The table asks; this listens.
  const { data } = useQuery({ ...list.page(list.query), enabled: false });
  const isTold = list.query.search !== "" && data !== undefined;
  const words = isTold ? `${label}: ${countWords(data.total, data.hasMore === true)} found` : "";
  return (
    <VisuallyHidden>
      <output>{words}</output>
    </VisuallyHidden>
  );
}

function Rows<Query extends ListQuery, Row extends { id: string }>({
  list,
  label,
  head,
  renderRow,
  empty,
}: ListTableProps<Query, Row>) {
  const { rows, total, hasMore } = useSuspenseQuery(list.page(list.query)).data;
  const isBeingReplaced = useNavigation().location?.pathname === list.path;
  if (total === 0) return empty;
  if (rows.length === 0) return <PastTheEnd firstPage={list.pathWith({})} isUncounted={hasMore === true} />;
  return (
    <Table label={label} busy={isBeingReplaced} head={head}>
      {rows.map((row) => (
        <Fragment key={row.id}>{renderRow(row)}</Fragment>
      ))}
    </Table>
  );
}

function PastTheEnd({ firstPage, isUncounted }: { firstPage: string; isUncounted: boolean }) {
  return (
    <EmptyState
      title={isUncounted ? "Too many match to turn this far" : "The list ends before this page"}
      action={
        <Link className={buttonClass()} to={firstPage}>
          First page
        </Link>
      }
    >
      {isUncounted ? "Type another word, or sort the other way round to begin at the end." : null}
    </EmptyState>
  );
}

/** What stands in place of a list that was narrowed until nothing was left. */
export function NoMatch({ list, title, children }: { list: OpenList; title: string; children: string }) {
  const { search } = list.query;
  // Whoever typed words still wants them: only what else narrows the list goes first.
  const withoutFilters = list.pathTo({ search });
  const hasFilters = withoutFilters !== list.pathWith({});
  return (
    <EmptyState
      icon={<SearchX size={20} aria-hidden="true" />}
      title={title}
      action={
        <Link className={buttonClass()} to={hasFilters ? withoutFilters : list.path}>
          {hasFilters ? "Clear filters" : "Clear search"}
        </Link>
      }
    >
      {children}
    </EmptyState>
  );
}

type Sorted = { sort: string; order: "ascending" | "descending" };

/** The head of a column by which the list can be sorted; a second press turns the order round. */
export function SortHead<Query extends Sorted>({
  list,
  by,
  children,
}: {
  list: OpenList<Query>;
  by: Query["sort"];
  children: ReactNode;
}) {
  const { sort, order } = list.query;
  const next = sort === by && order === "ascending" ? "descending" : "ascending";
  return (
    <HeaderCell
      sort={sort === by ? order : "none"}
      onSort={() => list.goTo({ sort: by, order: next } as Partial<Query>)}
    >
      {children}
    </HeaderCell>
  );
}

/** The one link of a row, to what the row is about. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link className={rowLinkClass} to={to}>
      {children}
    </Link>
  );
}
