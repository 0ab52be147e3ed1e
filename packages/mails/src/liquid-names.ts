import { toValueSync, TypeGuards, Value, type Template, type ValueToken } from "liquidjs";

/** A placeholder as a template names it, how it begins, and the character of the source at which it stands. */
export type LiquidName = { root: string; name: string; offset: number };

type Path = Extract<ValueToken, { props: unknown }>;
type Segment = string | number | Path;

/** Paths within paths are written out so deep: no placeholder has any. */
const deepestName = 3;
const plainSegment = /^[\u0080-\uFFFFa-zA-Z_][\u0080-\uFFFFa-zA-Z0-9_-]*$/;

/**
 * Every placeholder that a parsed template names, in every branch. In place of the library's own analysis, which counts the
 * lines from the start of the source for each.
 */
export function* namesIn(templates: readonly Template[]): Generator<LiquidName> {
  for (const path of pathsIn(templates)) {
    const segments = segmentsOf(path);
    const [root] = segments;
    if (typeof root === "string") yield { root, name: nameOf(segments, deepestName), offset: path.begin };
  }
}

/** Conditions can stand within conditions, hundreds deep: no call within a call. */
function* pathsIn(templates: readonly Template[]): Generator<Path> {
  const left = templates.toReversed();
  for (let template = left.pop(); template !== undefined; template = left.pop()) {
    for (const argument of template.arguments?.() ?? []) yield* pathsOfArgument(argument);
    const children = template.children?.(false, true);
    if (children !== undefined) left.push(...(toValueSync(children) as Template[]).toReversed());
  }
}

function* pathsOfArgument(argument: unknown): Generator<Path> {
  if (!(argument instanceof Value)) return yield* pathsOfToken(argument);
  for (const token of argument.initial.postfix) yield* pathsOfToken(token);
  for (const { args } of argument.filters) {
    for (const token of args) yield* pathsOfToken(Array.isArray(token) ? token[1] : token);
  }
}

function* pathsOfToken(first: unknown): Generator<Path> {
  const left = [first];
  for (let token = left.pop(); token !== undefined; token = left.pop()) {
    if (TypeGuards.isRangeToken(token)) left.push(token.rhs, token.lhs);
    if (!TypeGuards.isPropertyAccessToken(token)) continue;
    yield token;
    left.push(
      ...segmentsOf(token)
        .filter((segment) => typeof segment === "object")
        .toReversed(),
    );
  }
}

/** The parts of a path. One that begins with a path goes on from it; another path in it stands in brackets. */
function segmentsOf(path: Path): Segment[] {
  const chain = [path];
  for (let root = path.props[0]; TypeGuards.isPropertyAccessToken(root); root = root.props[0])
    chain.push(root);
  return chain.toReversed().flatMap(({ props }) =>
    props.flatMap((prop, index): Segment[] => {
      if (TypeGuards.isPropertyAccessToken(prop)) return index === 0 ? [] : [prop];
      if (TypeGuards.isQuotedToken(prop) || TypeGuards.isNumberToken(prop) || TypeGuards.isWordToken(prop)) {
        return [prop.content];
      }
      return [];
    }),
  );
}

/** As it is written between braces: `user.name`, `user[link]`, `user['first name']`. */
function nameOf(segments: readonly Segment[], depth: number): string {
  return segments
    .map((segment, index) => {
      if (typeof segment === "object")
        return `[${depth === 0 ? "…" : nameOf(segmentsOf(segment), depth - 1)}]`;
      if (typeof segment === "number") return `[${segment}]`;
      if (!plainSegment.test(segment)) return `['${segment}']`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
}
