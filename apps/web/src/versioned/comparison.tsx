import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { Fragment } from "react";
import styles from "./comparison.module.css";
import { type DifferenceRow, differenceRows } from "./text-difference.ts";
import { type WordPiece, wordDifference } from "./word-difference.ts";

/** A part of what is compared, as text. */
export type ComparedPart = { label: string; text: string };

// The roles repeat what the elements say: on narrow screens their `display` changes, and some browsers then forget it.
const roles = {
  table: { role: "table" },
  rowGroup: { role: "rowgroup" },
  row: { role: "row" },
  columnHeader: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

type ComparisonProps = {
  before: { name: string; parts: readonly ComparedPart[] };
  after: { name: string; parts: readonly ComparedPart[] };
};

/** Two contents side by side, part by part; parts that are the same are only named. */
export function Comparison({ before, after }: ComparisonProps) {
  const parts = before.parts.map(({ label, text }, index) => ({
    label,
    before: text,
    after: after.parts[index]?.text ?? "",
  }));
  const same = parts.filter((part) => part.before === part.after);
  const different = parts.filter((part) => part.before !== part.after);
  if (different.length === 0) return <p className={styles.same}>Both say the same.</p>;
  return (
    <div className={styles.comparison}>
      {different.map((part) => (
        <table
          key={part.label}
          {...roles.table}
          className={styles.table}
          aria-label={`${part.label}: ${before.name} and ${after.name}`}
        >
          <caption className={styles.caption}>{part.label}</caption>
          <thead {...roles.rowGroup} className={styles.head}>
            <tr {...roles.row}>
              <th {...roles.columnHeader} scope="col">
                {before.name}
              </th>
              <th {...roles.columnHeader} scope="col">
                {after.name}
              </th>
            </tr>
          </thead>
          <tbody {...roles.rowGroup}>
            {foldSame(differenceRows(part.before, part.after)).map((row, index) =>
              "folded" in row ? (
                <tr {...roles.row} key={index}>
                  <td {...roles.cell} colSpan={2} className={styles.folded}>
                    {row.folded} lines are the same
                  </td>
                </tr>
              ) : (
                <Line key={index} row={row} />
              ),
            )}
          </tbody>
        </table>
      ))}
      {same.length === 0 ? null : (
        <p className={styles.same}>The same in both: {same.map(({ label }) => label).join(", ")}.</p>
      )}
    </div>
  );
}

function Line({ row }: { row: DifferenceRow }) {
  const { kind, before, after } = row;
  const words =
    kind === "changed" && before && after
      ? wordDifference(before.text, after.text)
      : { before: plain(before?.text), after: plain(after?.text) };
  const isChanged = kind === "changed";
  return (
    <tr {...roles.row} className={styles.line}>
      <td {...roles.cell} className={isChanged || kind === "removed" ? styles.removed : styles.plain}>
        {isChanged || kind === "removed" ? <VisuallyHidden>Removed: </VisuallyHidden> : null}
        <Words pieces={words.before} />
      </td>
      <td {...roles.cell} className={isChanged || kind === "added" ? styles.added : styles.plain}>
        {isChanged || kind === "added" ? <VisuallyHidden>Added: </VisuallyHidden> : null}
        <Words pieces={words.after} />
      </td>
    </tr>
  );
}

const plain = (text: string | undefined): WordPiece[] => (text ? [{ isSame: true, text }] : []);

function Words({ pieces }: { pieces: readonly WordPiece[] }) {
  return (
    <span dir="auto" className={styles.words}>
      {pieces.map(({ isSame, text }, index) =>
        isSame ? <Fragment key={index}>{text}</Fragment> : <mark key={index}>{text}</mark>,
      )}
    </span>
  );
}

/** So many lines around a difference stay in sight. */
const context = 2;

/** Folds long stretches in which nothing differs. */
function foldSame(rows: readonly DifferenceRow[]): (DifferenceRow | { folded: number })[] {
  const isNear = rows.map((_, index) =>
    rows.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== "same"),
  );
  const shown: (DifferenceRow | { folded: number })[] = [];
  rows.forEach((row, index) => {
    if (isNear[index]) return shown.push(row);
    const last = shown.at(-1);
    if (last !== undefined && "folded" in last) last.folded += 1;
    else shown.push({ folded: 1 });
  });
  return shown;
}
