import fc from "fast-check";
import { Liquid } from "liquidjs";
import { expect, test } from "vitest";
import { placesIn } from "./lint-finding.ts";
import { namesIn } from "./liquid-names.ts";

const engine = new Liquid();

const found = (source: string) =>
  [...namesIn(engine.parse(source))].map(({ name, offset }) => [name, placesIn(source)(offset)]);

test.each([
  ["{{ user.name }}", ["user.name"]],
  ["{{ user['first name'] }} {{ ['a b'] }}", ["user['first name']", "['a b']"]],
  ["{{ user[link].name }}", ["user[link].name", "link"]],
  ["{{ a[0] }} {{ 1 }} {{ 'x' }} {{ true }}", ["a[0]"]],
  ["{{ [[a].b].c }}", ["a.b.c"]],
  ["{{ a[b[c[d[e[f]]]]] }}", ["a[b[c[d[…]]]]", "b[c[d[e[…]]]]", "c[d[e[f]]]", "d[e[f]]", "e[f]", "f"]],
  ["{{ x | default: y, allow: z | upcase }}", ["x", "y", "z"]],
  ["{% if a %}{{ b }}{% elsif c or d %}{{ e }}{% else %}{{ f }}{% endif %}", ["a", "c", "d", "b", "e", "f"]],
  ["{% case a %}{% when b, 'c' %}{{ d }}{% else %}{{ e }}{% endcase %}", ["a", "b", "d", "e"]],
  ["{% unless a == b %}{% comment %}{{ c }}{% endcomment %}{% # {{ d }} %}{% endunless %}", ["a", "b"]],
])("%s names %j", (source, names) => {
  expect(found(source).map(([name]) => name)).toEqual(names);
});

test("every name and place is the library's own", () => {
  const path = fc.constantFrom(
    "a",
    "a.b",
    "a['c d']",
    "a[b]",
    "a[b.c][0]",
    "['x']",
    "[a].b",
    "(1..a)",
    "'s'",
    "1",
  );
  const value = fc
    .tuple(path, fc.array(fc.tuple(fc.constantFrom("default", "upcase"), path), { maxLength: 2 }))
    .map(([first, filters]) => first + filters.map(([name, arg]) => ` | ${name}: ${arg}`).join(""));
  const { piece } = fc.letrec<{ piece: string }>((tie) => ({
    piece: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom("x", "\n", "<p>"),
      value.map((each) => `{{ ${each} }}`),
      fc
        .tuple(path, path, tie("piece"))
        .map(([a, b, body]) => `{% if ${a} and ${b} %}${body}{% else %}\n{% endif %}`),
      fc
        .tuple(path, path, tie("piece"))
        .map(([a, b, body]) => `{% case ${a} %}{% when ${b} %}${body}{% endcase %}`),
    ),
  }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const source = pieces.join("");
      const theirs = Object.values(engine.analyzeSync(engine.parse(source)).globals)
        .flat()
        .map((variable) => [
          String(variable),
          { line: variable.location.row, column: variable.location.col },
        ]);
      expect(
        found(source)
          .map((each) => JSON.stringify(each))
          .toSorted(),
      ).toEqual(theirs.map((each) => JSON.stringify(each)).toSorted());
    }),
  );
});
