import { Loading } from "./loading.tsx";
import { Skeleton } from "./skeleton.tsx";
import styles from "./table-loading.module.css";

/** What stands in a column: a small picture, a text that takes more or less of a wide column, or one in a narrow column. */
export type ColumnShape = "avatar" | "long" | "medium" | "short";

/** Props of {@link TableLoading}. */
export type TableLoadingProps = {
  /** "Loading users". */
  label: string;
  columns: readonly ColumnShape[];
};

const rows = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** A table's shape while it is being loaded. On screens less than 720 px wide, only the first two columns show. */
export function TableLoading({ label, columns }: TableLoadingProps) {
  return (
    <Loading label={label}>
      <div className={styles.rows}>
        {rows.map((row) => (
          <div key={row} className={styles.row}>
            {columns.map((shape, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is its place
              <span key={index} className={styles[shape]}>
                {shape === "avatar" ? (
                  <Skeleton shape="avatar" />
                ) : (
                  <Skeleton width={shape === "long" ? "most" : "half"} />
                )}
              </span>
            ))}
          </div>
        ))}
      </div>
    </Loading>
  );
}
