import type { Placeholder } from "@latchkey/contract/templates.ts";

/** The part of a mail in which a placeholder is typed. */
export type PlaceholderPart = "line" | "body";

/** A placeholder that is being typed. */
export type OpenPlaceholder = {
  /** `value`: between `{{` and `}}`; `condition`: as the name in `{% if … %}`. */
  kind: "value" | "condition";
  /** Where what is replaced begins: at the braces of a value, at the name in a condition. */
  from: number;
  /** What was typed of the name so far. */
  query: string;
};

/** The placeholder at the end of a text, if one is being typed there. */
export function openPlaceholder(before: string): OpenPlaceholder | null {
  const value = /\{\{-?\s*([\w.]*)$/.exec(before);
  if (value) return { kind: "value", from: value.index, query: value[1] ?? "" };
  const condition = /\{%-?\s*(?:if|elsif|unless|case)\s+(?:[^%{}]*\s)?([\w.]*)$/.exec(before);
  if (!condition) return null;
  const query = condition[1] ?? "";
  return { kind: "condition", from: before.length - query.length, query };
}

/** Those that only conditions ask for: they have no words of their own. */
const forConditions = new Set(["actorIsYou"]);

/** The placeholders that can stand here and go with what was typed, those that begin with it first. */
export function matchingPlaceholders(
  placeholders: readonly Placeholder[],
  part: PlaceholderPart,
  { kind, query }: Pick<OpenPlaceholder, "kind" | "query">,
): Placeholder[] {
  const wanted = query.toLowerCase();
  const rank = ({ name }: Placeholder) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return placeholders
    .filter(({ isSecret }) => part === "body" || !isSecret)
    .filter(({ name }) => kind === "condition" || !forConditions.has(name))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** What a placeholder is written as; `after` is the text behind it, whose closing braces are used if they are there. */
export function completedPlaceholder(
  name: string,
  kind: OpenPlaceholder["kind"],
  after: string,
): { text: string; replacesAfter: number } {
  if (kind === "condition") return { text: name, replacesAfter: 0 };
  const rest = /^\s*-?\}\}/.exec(after);
  return { text: `{{ ${name} }}`, replacesAfter: rest?.[0].length ?? 0 };
}
