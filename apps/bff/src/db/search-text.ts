import { fullName } from "@latchkey/contract/accounts.ts";
import { foldForOrder, foldForSearch } from "./fold-text.ts";
import { phoneWords } from "./phone-words.ts";

/** What a user is found by. */
export type Findable = {
  firstName: string | null;
  lastName: string;
  userName: string;
  email: string | null;
  phone: string | null;
  title: string | null;
  /** A JSON array of texts. */
  teams: string;
};

/**
 * The columns by which a user is sorted and found: whatever writes one of the fields writes these with it. Stored: what changes
 * them, a new edition of the library too, needs a migration that fills them anew.
 */
export function searchColumns(user: Findable): { sortName: string; searchText: string } {
  const names = [user.firstName, user.lastName, user.userName, ...(JSON.parse(user.teams) as string[])];
  const others = [user.email, user.email?.replace(/@.*/, ""), user.title];
  const folded = (texts: readonly (string | null | undefined)[]) =>
    texts.flatMap((text) => foldForSearch(text ?? ""));
  const words = [
    // As they are, and as people write them who leave the blank or hyphen out.
    ...folded(names).flatMap((name) => [name, name.replaceAll(" ", "")]),
    ...folded(others),
    ...phoneWords(user.phone ?? ""),
  ];
  const searchText = betweenBlanks([...new Set(words)].filter((word) => word !== ""));
  return { sortName: foldForOrder(fullName(user)), searchText };
}

/**
 * Words with two blanks before, between and after them: where one begins or ends can be searched for, and even its first or last
 * letter makes a trigram.
 */
export function betweenBlanks(words: readonly string[]): string {
  return words.length === 0 ? "" : ` ${words.join(" ")} `.replaceAll(" ", "  ");
}
