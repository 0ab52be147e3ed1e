import { expect, it } from "vitest";
import { readListAddress, writeListAddress } from "./user-list-address.ts";

it("reads and writes the whole list", () => {
  const address = "search=oka&status=all&type=regular&sort=email&order=descending&page=3";
  expect(writeListAddress(readListAddress(new URLSearchParams(address))).toString()).toBe(address);
});

it("leaves defaults out of the address", () => {
  expect(writeListAddress(readListAddress(new URLSearchParams("status=active&page=1"))).toString()).toBe("");
});

it("falls back for what does not fit, and keeps the rest", () => {
  const query = readListAddress(new URLSearchParams("page=-4&sort=shoe&search=jane&other=1"));
  expect(query).toEqual({ search: "jane", status: "active", sort: "name", order: "ascending", page: 1 });
});
