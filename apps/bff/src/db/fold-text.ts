/**
 * The form in which names are searched and sorted: lower case, without accents, control characters as spaces, the same in
 * every database.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** The words of a search, folded, as patterns for `like … escape '!'`: each occurs anywhere. */
export function searchPatterns(search: string): string[] {
  return foldText(search)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => `%${word.replaceAll(/[!%_]/g, "!$&")}%`);
}
