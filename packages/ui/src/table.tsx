import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./table.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Which way a column is sorted; `none` means that it can be. */
export type SortDirection = "ascending" | "descending" | "none";

/** Props of {@link Table}. */
export type TableProps = {
  /** The accessible name. */
  label: string;
  /** A row of {@link HeaderCell}s. */
  head: ReactNode;
  /** {@link Row}s. */
  children: ReactNode;
  /** Rows are being replaced: dim them and say so. */
  busy?: boolean;
};

// The roles repeat what the elements say: the stacked form of narrow places changes `display`, and some browsers then
// forget that it is a table.
const roles = {
  table: { role: "table" },
  rowGroup: { role: "rowgroup" },
  row: { role: "row" },
  columnHeader: { role: "columnheader" },
  rowHeader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** A table that becomes stacked rows where it has less room than 46 rem: on narrow screens, and with large text. Put it in a flush Card. */
export function Table({ label, head, children, busy }: TableProps) {
  return (
    <div className={styles.frame}>
      <table {...roles.table} className={styles.table} aria-label={label} aria-busy={busy || undefined}>
        <thead {...roles.rowGroup} className={styles.head}>
          <tr {...roles.row}>{head}</tr>
        </thead>
        <tbody {...roles.rowGroup}>{children}</tbody>
      </table>
    </div>
  );
}

/** Props of {@link HeaderCell}. */
export type HeaderCellProps = {
  children: ReactNode;
  /** With it, the header is a button that sorts. */
  sort?: SortDirection;
  onSort?: () => void;
  numeric?: boolean;
};

/** The head of a column. */
export function HeaderCell({ children, sort, onSort, numeric }: HeaderCellProps) {
  const Arrow = sort === "ascending" ? ArrowUp : sort === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      {...roles.columnHeader}
      scope="col"
      aria-sort={sort}
      className={classNames(styles.header, numeric && styles.numeric)}
    >
      {sort ? (
        <button
          type="button"
          className={styles.sort}
          data-sorted={sort !== "none" || undefined}
          onClick={onSort}
        >
          {children}
          <Arrow size={12} strokeWidth={2.25} aria-hidden="true" />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** Props of {@link Row}: those of a native row, and `selected`. */
export type RowProps = ComponentProps<"tr"> & { selected?: boolean };

/** A row of {@link Cell}s. */
export function Row({ selected, className, ...rest }: RowProps) {
  return (
    <tr {...roles.row} {...rest} className={classNames(styles.row, selected && styles.selected, className)} />
  );
}

/** Props of {@link Cell}. */
export type CellProps = {
  /** The column's name, shown before the value when rows are stacked; none for the first cell. */
  label?: string;
  /** Tabular numbers, right-aligned. */
  numeric?: boolean;
  /** Less important text. */
  muted?: boolean;
  /** A name or an address: no word of it breaks while there is room. */
  whole?: boolean;
  /** The cell that names the row: a row header. */
  header?: boolean;
  className?: string;
  children?: ReactNode;
};

/** One value of a row. */
export function Cell({ label, numeric, muted, whole, header, className, children }: CellProps) {
  const props = {
    "data-label": label,
    className: classNames(
      styles.cell,
      numeric && styles.numeric,
      muted && styles.muted,
      whole && styles.whole,
      className,
    ),
    children: <div className={styles.value}>{children}</div>,
  };
  return header ? <th {...roles.rowHeader} scope="row" {...props} /> : <td {...roles.cell} {...props} />;
}

/** The head of the column of {@link MenuCell}s: a name without room of its own. */
export function MenuHeaderCell({ children }: { children: string }) {
  return (
    <th {...roles.columnHeader} scope="col" className={styles.header}>
      <VisuallyHidden>{children}</VisuallyHidden>
    </th>
  );
}

/** The cell of a row's menu: at the end, where rows are stacked beside the name, and above the row's one link. */
export function MenuCell({ children }: { children: ReactNode }) {
  return (
    <td {...roles.cell} className={classNames(styles.cell, styles.menu)}>
      <div className={styles.above}>{children}</div>
    </td>
  );
}

/** The class of the one link of a row, for a router's own component: the whole row is its target. */
export const rowLinkClass = styles.rowLink;

/** A second line of a cell, less important. */
export function CellNote({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <span id={id} className={styles.note}>
      {children}
    </span>
  );
}
