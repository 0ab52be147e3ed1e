import { expect, test } from "vitest";
import { canonicalEmail, EmailAddress, withAsciiHost } from "./email-address.ts";

test.each([
  ..."!#$%&'*+-/=?^_`{|}~".split("").flatMap((sign) => [`a${sign}b@acme.test`, `${sign}@acme.test`]),
  "sales&support/eu=1#2@acme.test",
  "first.last@acme.test",
  "jane@acme.xn--p1ai",
  "jane@xn--mller-kva.example",
  "jane@mail.xn--fiqs8s",
  "1@2.example",
])("an address may be %s", (address) => {
  expect(EmailAddress.parse(` ${address} `)).toBe(address);
});

test.each([
  ["jane@müller.example", "jane@xn--mller-kva.example"],
  ["jane@MÜLLER.example", "jane@xn--mller-kva.example"],
  ["jane@mu\u0308ller.example", "jane@xn--mller-kva.example"],
  ["jane@straße.example", "jane@xn--strae-oqa.example"],
  ["jane@почта.рф", "jane@xn--80a1acny.xn--p1ai"],
  ["jane@例え.jp", "jane@xn--r8jz45g.jp"],
  ["jane@ソニーmail.jp", "jane@xn--mail-fo4c6cxq.jp"],
  ["jane@παράδειγμα.gr", "jane@xn--hxajbheg2az3al.gr"],
])("a host as it is spoken becomes the one that mail finds: %s", (spoken, ascii) => {
  expect(EmailAddress.parse(spoken)).toBe(ascii);
  expect(canonicalEmail(spoken)).toBe(ascii);
});

test.each([
  "jane",
  "jane@",
  "@acme.test",
  "jane@localhost",
  "jane@acme.t",
  "jane@acme.123",
  "jane@acme.xn--",
  "jane@1.2.3.4",
  "jane@[1.2.3.4]",
  "jane@-acme.test",
  ".jane@acme.test",
  "jane.@acme.test",
  "ja..ne@acme.test",
  "ja ne@acme.test",
  "ja,ne@acme.test",
  "ja;ne@acme.test",
  "ja:ne@acme.test",
  "ja<ne@acme.test",
  'ja"ne@acme.test',
  "ja\\\\ne@acme.test",
  "ja(ne)@acme.test",
  "ja\r\nne@acme.test",
  "jäne@acme.test",
  "jane@acme.test@acme.test",
  // What looks like another host, or is read as one.
  "jane@\u0430cme.test",
  "jane@acm\u03b5.test",
  "jane@\u0430\u03b1.example",
  "jane@\uff41cme.test",
  "jane@\u212aelvin.test",
  "jane\uff20acme.test",
  "jane@acme\u3002test",
  "jane@müller/x.example",
  "jane@müller:80.example",
  "jane@mü%6cler.example",
  "jane@mü\u200bller.example",
  "jane@müller.１.2.3",
])("an address is never %j", (text) => {
  expect(EmailAddress.safeParse(text).success).toBe(false);
});

test("a host that can't be converted stays as it was typed", () => {
  for (const text of [
    "jane@acme.test",
    "jane",
    "jane@\u0430cme.test",
    "jane@ü ller.example",
    "jane@xn--ü.example",
  ]) {
    expect(withAsciiHost(text)).toBe(text);
  }
});
