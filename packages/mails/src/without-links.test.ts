import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutLinks } from "./without-links.ts";

/** What a generous mail program takes for an address: a scheme, www, or a name before a top-level domain that there is. */
const looksLikeAddress =
  /[a-z][a-z0-9+.-]*:\/\/\S|\\\\\S|\bwww\d{0,3}\.\S|[^\s.]\.(?:dev|com|co|uk|io|zip|mov|рф|москва|xn--p1ai)(?![\p{L}\p{N}-])/iu;

test.each([
  ["https://evil.dev/win", "https:\u200a//evil\u200a.dev/win"],
  ["evil.dev", "evil\u200a.dev"],
  ["EVIL.DEV", "EVIL\u200a.DEV"],
  ["win at www.evil.dev:8080/x?y#z", "win at www\u200a.evil\u200a.dev:8080/x?y#z"],
  ["evil.co.uk", "evil\u200a.co\u200a.uk"],
  ["evil.dev.jane", "evil\u200a.dev.jane"],
  ["jane@evil.dev", "jane@evil\u200a.dev"],
  ["пример.рф", "пример\u200a.рф"],
  ["x.xn--p1ai", "x\u200a.xn--p1ai"],
  ["evil。dev", "evil\u200a。dev"],
  ["ｅｖｉｌ．ｄｅｖ", "ｅｖｉｌ\u200a．ｄｅｖ"],
  ["\\\\evil\\share", "\\\u200a\\evil\\share"],
  ["javascript://evil.dev", "javascript:\u200a//evil\u200a.dev"],
])("%s is no address in a mail", (name, inMail) => {
  expect(withoutLinks(name)).toBe(inMail);
  expect(inMail).not.toMatch(looksLikeAddress);
});

test.each([
  "Jane Okafor",
  "jane.okafor",
  "J. R. R. Tolkien",
  "J.R.R. Tolkien",
  "Dr. Smith",
  "a: b",
  "Jane (HR/IT)",
])("%s stays as it is", (name) => expect(withoutLinks(name)).toBe(name));

test("whatever somebody is called, nothing in it looks like an address, and without the gaps it is what it was", () => {
  const piece = fc.constantFrom(
    "evil",
    "dev",
    "com",
    "co",
    "uk",
    ".",
    ".",
    "/",
    "//",
    ":",
    "www",
    "\\",
    " ",
    "@",
    "рф",
    "-",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const name = pieces.join("");
      expect(withoutLinks(name)).not.toMatch(looksLikeAddress);
      expect(withoutLinks(name).replaceAll("\u200a", "")).toBe(name);
    }),
  );
});

test("the work grows with the length of the name, not faster", () => {
  for (const unit of [".dev", "www.", "://", "\\", ".d", ":"])
    expect(withoutLinks(unit.repeat(50_000))).toContain(unit.at(-1));
});
