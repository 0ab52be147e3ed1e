import { expect, test } from "vitest";
import { nameSkeleton } from "./name-skeleton.ts";

test.each([
  ["ivan", ["іvan", "ıvan", "ɩvan", "Ivan", "lvan", "1van", "İvan", "i\u0307van", "IVAN", "ІVAN", "ｉvan"]],
  ["Bob", ["Βob", "ВОВ", "b0b", "bоb", "BοB"]],
  ["modern", ["rnodern", "modem", "MODERN", "MОDЕRN"]],
  ["jane.okafor", ["jаne.okafor", "jane.оkafоr", "jane\ufe0f.okafor", "ja\u034fne.okafor", "JANE.0KAF0R"]],
])("%s and those that look like it have one skeleton", (name, alike) => {
  for (const other of alike) expect([other, nameSkeleton(other)]).toEqual([other, nameSkeleton(name)]);
});

test("names that a person tells apart keep skeletons of their own", () => {
  const names = [
    "ivan",
    "ivana",
    "iván",
    "jane.okafor",
    "jane_okafor",
    "jane-okafor",
    "вова",
    "bob",
    "amélie",
  ];
  expect(new Set(names.map(nameSkeleton)).size).toBe(names.length);
});
