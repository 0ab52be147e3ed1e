import { diffWordsWithSpace } from "diff";

/** A stretch of a line that also stands in the other one, or does not. */
export type WordPiece = { isSame: boolean; text: string };

/** So many words at most are matched one by one: the time it takes grows with their square. */
const mostEdits = 500;

/** Two lines that stand opposite each other, cut where their words differ; whole, when little in them is the same. */
export function wordDifference(before: string, after: string): { before: WordPiece[]; after: WordPiece[] } {
  const pieces = diffWordsWithSpace(before, after, { maxEditLength: mostEdits }) ?? [
    { added: false, removed: true, value: before },
    { added: true, removed: false, value: after },
  ];
  const side = (other: "added" | "removed") =>
    pieces
      .filter((piece) => !piece[other])
      .map(({ added, removed, value }) => ({ isSame: !added && !removed, text: value }));
  return { before: side("added"), after: side("removed") };
}
