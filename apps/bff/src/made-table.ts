/** What stands around a table in README.md that is made from the file named. */
export function bordersOf(file: string) {
  return [`<!-- Made from ${file} by \`pnpm fix\`. -->\n`, "\n<!-- The end of what is made. -->"] as const;
}

/** A text with these rows as the table between two borders; the first row is the head. Throws when there is no such place. */
export function withTable(
  text: string,
  [above, below]: readonly [string, string],
  rows: readonly string[][],
): string {
  const begin = text.indexOf(above) + above.length;
  const end = text.indexOf(below, begin);
  if (begin < above.length || end < 0) throw new Error(`There is no place for a table: ${above}`);
  return `${text.slice(0, begin)}\n${table(rows)}${text.slice(end)}`;
}

/** A table in Markdown with columns as wide as their widest cell, as the formatter has it. */
function table([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const lines = [head, widths.map((width) => "-".repeat(width)), ...rows].map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |\n`,
  );
  return lines.join("");
}
