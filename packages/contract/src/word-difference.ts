import { diffWordsWithSpace } from "diff";

/** A stretch of a line that also stands in the other one, or does not. */
export type WordPiece = { isSame: boolean; text: string };

/** Two lines that stand opposite each other, cut where their words differ. */
export function wordDifference(before: string, after: string): { before: WordPiece[]; after: WordPiece[] } {
  const pieces = diffWordsWithSpace(before, after);
  const side = (other: "added" | "removed") =>
    pieces
      .filter((piece) => !piece[other])
      .map(({ added, removed, value }) => ({ isSame: !added && !removed, text: value }));
  return { before: side("added"), after: side("removed") };
}
