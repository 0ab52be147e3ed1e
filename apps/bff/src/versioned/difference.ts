import { diffLines } from "diff";

/** So many lines at most are matched one by one: the time it takes grows with their square. */
const mostEdits = 1000;

/** So much of a difference is told, in characters. */
const longestDifference = 4000;

/** What was taken out of a text and what was put in, line by line; of texts that have little in common, all of both. */
export function difference(before: string, after: string): string {
  const parts = diffLines(endedByBreak(before), endedByBreak(after), { maxEditLength: mostEdits }) ?? [
    { added: false, removed: true, value: before },
    { added: true, removed: false, value: after },
  ];
  const told: string[] = [];
  let out: string[] = [];
  // What stands at the end puts nothing in: it is there for lines that were only taken out.
  for (const { added, removed, value } of [...parts, { added: false, removed: false, value: "" }]) {
    if (removed) {
      out = linesOf(value).map((line) => `- ${line}`);
      continue;
    }
    const put = added ? linesOf(value).map((line) => `+ ${line}`) : [];
    for (let line = 0; line < Math.max(out.length, put.length); line++) {
      told.push(...[out[line], put[line]].filter((each) => each !== undefined));
    }
    out = [];
  }
  const whole = told.join("\n");
  return whole.length <= longestDifference ? whole : `${whole.slice(0, longestDifference)}…`;
}

/** Without it, the last line of one text would differ from the same line in the middle of the other. */
function endedByBreak(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function linesOf(value: string): string[] {
  return value.replace(/\n$/, "").split("\n");
}
