/**
 * The rows of keyboards, each key as every character it types. A row sits half a key to the right of the one above, so a
 * key touches its two neighbours in the row, and the keys at its own place and one further in the row above.
 */
const staggeredBoards: readonly (readonly string[][])[] = [
  // US and most of the world
  board(
    "1! 2@ 3# 4$ 5% 6^ 7& 8* 9( 0) -_ =+",
    "q w e r t y u i o p [{ ]}",
    "a s d f g h j k l ;: '\"",
    "z x c v b n m ,< .> /?",
  ),
  // German, Austrian, Swiss, Czech
  board(
    '1! 2" 3§ 4$ 5% 6& 7/ 8( 9) 0= ß?',
    "q w e r t z u i o p ü +*",
    "a s d f g h j k l ö ä #'",
    "y x c v b n m ,; .: -_",
  ),
  // French and Belgian
  board(
    "1& 2é 3\" 4' 5( 6- 7è 8_ 9ç 0à )° =+",
    "a z e r t y u i o p ^¨ $£",
    "q s d f g h j k l m ù%",
    "w x c v b n ,? ;. :/ !§",
  ),
  // Russian
  board(
    '1! 2" 3№ 4; 5% 6: 7? 8* 9( 0) -_ =+',
    "й ц у к е н г ш щ з х ъ",
    "ф ы в а п р о л д ж э",
    "я ч с м и т ь б ю .,",
  ),
];

/** The number pad's columns and diagonals; its rows are plain sequences. */
const numberPadLines = ["7410", "8520", "963", "159", "357"];

function board(...rows: string[]): string[][] {
  return rows.map((row) => row.split(" "));
}

function touching(rows: readonly string[][]): Set<string> {
  const pairs = new Set<string>();
  const join = (one: string | undefined, other: string | undefined) => {
    for (const a of one ?? "") for (const b of other ?? "") pairs.add(a + b).add(b + a);
  };
  rows.forEach((row, y) =>
    row.forEach((key, x) => {
      join(key, row[x + 1]);
      join(key, rows[y - 1]?.[x]);
      join(key, rows[y - 1]?.[x + 1]);
    }),
  );
  return pairs;
}

/** For each keyboard, the pairs of characters whose keys touch, in both orders; all in lower case. */
export const keyboards: readonly ReadonlySet<string>[] = [
  ...staggeredBoards.map(touching),
  new Set(numberPadLines.flatMap((line) => [...touching([[...line]])])),
];
