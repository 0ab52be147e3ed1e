import { diffLines } from "diff";

/** A row of two texts side by side; null where one of them has no line. Lines are counted from 1. */
export type DifferenceRow = {
  kind: "same" | "changed" | "added" | "removed";
  before: { line: number; text: string } | null;
  after: { line: number; text: string } | null;
};

/** So many lines at most are matched one by one: the time it takes grows with their square. */
const mostEdits = 1000;

/**
 * Two texts side by side, line by line: lines that were rewritten stand opposite each other. Texts that have little in common
 * stand opposite each other from their first lines on.
 */
export function differenceRows(before: string, after: string): DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  const at = { before: 0, after: 0 };
  const left = (text: string) => ({ line: ++at.before, text });
  const right = (text: string) => ({ line: ++at.after, text });
  const parts = diffLines(endedByBreak(before), endedByBreak(after), { maxEditLength: mostEdits }) ?? [
    { added: false, removed: true, value: before },
    { added: true, removed: false, value: after },
  ];
  for (let index = 0; index < parts.length; index++) {
    const { added, removed, value } = parts[index]!;
    const lines = linesOf(value);
    if (added) {
      for (const text of lines) rows.push({ kind: "added", before: null, after: right(text) });
    } else if (!removed) {
      for (const text of lines) rows.push({ kind: "same", before: left(text), after: right(text) });
    } else {
      const next = parts[index + 1];
      const newLines = next?.added ? linesOf(next.value) : [];
      if (next?.added) index += 1;
      for (let line = 0; line < Math.max(lines.length, newLines.length); line++) {
        const [was, is] = [lines[line], newLines[line]];
        if (is === undefined) rows.push({ kind: "removed", before: left(was!), after: null });
        else if (was === undefined) rows.push({ kind: "added", before: null, after: right(is) });
        else rows.push({ kind: was === is ? "same" : "changed", before: left(was), after: right(is) });
      }
    }
  }
  return rows;
}

/** Without it, the last line of one text would differ from the same line in the middle of the other. */
function endedByBreak(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function linesOf(value: string): string[] {
  return value.replace(/\n$/, "").split("\n");
}
