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
