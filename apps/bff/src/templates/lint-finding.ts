import type { LintFinding } from "@latchkey/contract/templates.ts";

/** The part of a template that a finding is about. */
export type Part = LintFinding["part"];

/** A place in a part, counted from 1. */
export type Place = { line: number; column: number };

/** The place of a character in a text. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** Something that blocks a save. */
export function lintError(rule: string, part: Part, message: string, place?: Place): LintFinding {
  return { rule, level: "error", part, line: place?.line ?? null, column: place?.column ?? null, message };
}

/** Something to think about. */
export function lintWarning(rule: string, part: Part, message: string, place?: Place): LintFinding {
  return { ...lintError(rule, part, message, place), level: "warning" };
}
