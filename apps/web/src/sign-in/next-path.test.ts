import { expect, it } from "vitest";
import { nextPath, signInPath } from "./next-path.ts";

const origin = "https://latchkey.test";
const after = (next: string) => nextPath(new URLSearchParams({ next }), origin);

it("leads back to where the sign-in page was asked from", () => {
  const address = new URL(signInPath("/users?search=a&page=2"), origin);
  expect(nextPath(address.searchParams, origin)).toBe("/users?search=a&page=2");
});

it.each([
  "https://evil.test/",
  "//evil.test/",
  "/\\evil.test/",
  "\\\\evil.test",
  "/\t/evil.test/",
  "/%2e%2e//evil.test",
  "/.//evil.test",
  "javascript:alert(1)",
  "users",
  "",
])("does not follow %j to another site", (next) => {
  expect(after(next)).toBe("/");
});

it("does not lead from signing in to signing in", () => {
  expect(after("/sign-in?next=/users")).toBe("/");
});
