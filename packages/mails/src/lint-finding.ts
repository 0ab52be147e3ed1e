import type { LintFinding } from "@latchkey/contract/templates.ts";

/** The part of a template that a finding is about. */
export type Part = LintFinding["part"];

/** A place in a part, counted from 1. */
export type Place = { line: number; column: number };

/** Tells the place of a character in a text; the lines are counted once. */
export function placesIn(text: string): (offset: number) => Place {
  let lineStarts: number[] | undefined;
  return (offset) => {
    lineStarts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    let [first, last] = [0, lineStarts.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if (lineStarts[middle]! <= offset) first = middle;
      else last = middle - 1;
    }
    return { line: first + 1, column: offset - lineStarts[first]! + 1 };
  };
}

/** Something that blocks a save. */
export function lintError(rule: string, part: Part, message: string, place?: Place): LintFinding {
  return { rule, level: "error", part, line: place?.line ?? null, column: place?.column ?? null, message };
}

/** Something to think about. */
export function lintWarning(rule: string, part: Part, message: string, place?: Place): LintFinding {
  return { ...lintError(rule, part, message, place), level: "warning" };
}

/** So many findings say that something is wrong; more help nobody. */
const mostFindings = 100;

/** What was found so far, errors apart from warnings; of each, one more is kept than is told. */
export class Findings {
  readonly #errors: LintFinding[] = [];
  readonly #warnings: LintFinding[] = [];

  add(...findings: readonly LintFinding[]): void {
    for (const finding of findings) {
      const list = finding.level === "error" ? this.#errors : this.#warnings;
      if (list.length <= mostFindings) list.push(finding);
    }
  }

  get hasErrors(): boolean {
    return this.#errors.length > 0;
  }

  /** No further error would be told, so that nobody need look for one. Warnings alone never end the search. */
  get isFull(): boolean {
    return this.#errors.length > mostFindings;
  }

  /** Errors first; where there are too many, the last entry says that there is more. */
  told(): LintFinding[] {
    const all = [...this.#errors, ...this.#warnings];
    if (all.length <= mostFindings) return all;
    const more = "… and more: what is left is told when this is mended.";
    return [...all.slice(0, mostFindings - 1), lintWarning("more", "template", more)];
  }
}
