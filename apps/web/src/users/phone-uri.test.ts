import { expect, test } from "vitest";
import { phoneUri } from "./phone-uri.ts";

test.each([
  ["+44 20 7946 0958", "tel:+442079460958"],
  ["+44 (0)20 7946-0958", "tel:+442079460958"],
  ["(020) 7946 0958", "tel:02079460958"],
  ["030/901820", "tel:030901820"],
  ["+49‑30‑901820", "tel:+4930901820"],
  ["+1.555.010.0199 ext. 12", "tel:+15550100199;ext=12"],
  ["+1 555 010 0199, x7", "tel:+15550100199;ext=7"],
  ["０３ １２３４ ５６７８", "tel:0312345678"],
  ["112", "tel:112"],
])("dials %s", (phone, uri) => {
  expect(phoneUri(phone)).toBe(uri);
});

test.each([
  "",
  "12",
  "ask Jane",
  "1-800-FLOWERS",
  "+44 20 7946 0958 or 0959",
  "javascript:alert(1)",
  "555;isub=1",
])("does not dial “%s”", (phone) => {
  expect(phoneUri(phone)).toBeNull();
});
