import { describe, expect, it, test } from "vitest";
import { completedPlaceholder, matchingPlaceholders, openPlaceholder } from "./placeholder-completion.ts";

const placeholder = (name: string, isSecret = false) => ({
  name,
  description: "",
  sample: "",
  isSecret,
  isRequired: false,
});
const all = ["user.firstName", "user.name", "productName", "actorIsYou"].map((name) => placeholder(name));

test.each([
  ["Hello {{", { kind: "value", from: 6, query: "" }],
  ["Hello {{ user.fi", { kind: "value", from: 6, query: "user.fi" }],
  ["{{- na", { kind: "value", from: 0, query: "na" }],
  ["{{ user.name }} {{ p", { kind: "value", from: 16, query: "p" }],
  ["{% if st", { kind: "condition", from: 6, query: "st" }],
  ["{% if actorIsYou and ", { kind: "condition", from: 21, query: "" }],
  ["Hello {", null],
  ["{{ user.name }}", null],
  ["{{ user.name | de", null],
  ["{% if stopLink %} x", null],
  ["{% endif", null],
])("what is being typed at the end of %j", (before, expected) => {
  expect(openPlaceholder(before)).toEqual(expected);
});

describe("what is offered", () => {
  const names = (query: string, part: "line" | "body" = "body", kind: "value" | "condition" = "value") =>
    matchingPlaceholders([...all, placeholder("link", true)], part, { kind, query }).map(({ name }) => name);

  it("is everything at first", () => {
    expect(names("")).toEqual(["user.firstName", "user.name", "productName", "link"]);
  });
  it("begins with what was typed, or else holds it", () => {
    expect(names("P")).toEqual(["productName"]);
    expect(names("name")).toEqual(["user.firstName", "user.name", "productName"]);
    expect(names("u")).toEqual(["user.firstName", "user.name", "productName"]);
  });
  it("is no secret in the subject", () => {
    expect(names("", "line")).not.toContain("link");
  });
  it("has words, but in conditions", () => {
    expect(names("actor")).toEqual([]);
    expect(names("actor", "body", "condition")).toEqual(["actorIsYou"]);
  });
});

test.each([
  ["value", "", { text: "{{ link }}", replacesAfter: 0 }],
  ["value", " }} now", { text: "{{ link }}", replacesAfter: 3 }],
  ["value", " and }}", { text: "{{ link }}", replacesAfter: 0 }],
  ["condition", " %}", { text: "link", replacesAfter: 0 }],
] as const)("a chosen placeholder, as a %s before %j", (kind, after, expected) => {
  expect(completedPlaceholder("link", kind, after)).toEqual(expected);
});
