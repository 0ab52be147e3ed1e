import { expect, test } from "vitest";
import { clientAddress, networkOf, parseTrustedProxies } from "./client-address.ts";

test("without a trusted proxy nobody can pretend to be somebody else", () => {
  expect(clientAddress("203.0.113.9", "10.9.9.9", null)).toBe("203.0.113.9");
  expect(clientAddress("::ffff:203.0.113.9", undefined, null)).toBe("203.0.113.9");
  expect(clientAddress(undefined, "10.9.9.9", null)).toBeNull();
});

test("a trusted proxy's X-Forwarded-For is read from the right, up to the first stranger", () => {
  const proxies = parseTrustedProxies("10.0.0.0/8, ::1, fd00::/8");

  expect(clientAddress("10.0.0.1", "203.0.113.9", proxies)).toBe("203.0.113.9");
  expect(clientAddress("10.0.0.1", "1.2.3.4, 203.0.113.9, 10.1.1.1", proxies)).toBe("203.0.113.9");
  expect(clientAddress("::ffff:10.0.0.1", "203.0.113.9", proxies)).toBe("203.0.113.9");
  expect(clientAddress("::1", "2001:db8::7", proxies)).toBe("2001:db8::7");
  expect(clientAddress("fd00::5", "2001:db8::7,fd00::6", proxies)).toBe("2001:db8::7");
  expect(clientAddress("203.0.113.9", "1.2.3.4", proxies)).toBe("203.0.113.9");
});

test("an address counts in one spelling, however it was written, and IPv4 in the dress of IPv6 as IPv4", () => {
  const proxies = parseTrustedProxies("10.0.0.0/8, fd00::/8");

  expect(clientAddress("::ffff:a00:1", "::ffff:cb00:7109", proxies)).toBe("203.0.113.9");
  expect(clientAddress("FD00:0::5", "2001:DB8:0:0::0007", proxies)).toBe("2001:db8::7");
});

test("nonsense in the header stops at the last address that is known", () => {
  const proxies = parseTrustedProxies("10.0.0.0/8");

  expect(clientAddress("10.0.0.1", "203.0.113.9, unknown", proxies)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "", proxies)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", undefined, proxies)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "203.0.113.9, '; drop table users", proxies)).toBe("10.0.0.1");
  for (const short of ["203.0.113", "0313.0.0161.9", "0xcb007109", "3405803785"]) {
    expect(clientAddress("10.0.0.1", short, proxies)).toBe("10.0.0.1");
    expect(clientAddress(short, undefined, proxies)).toBeNull();
  }
});

test("an address may come with its port, as some proxies write it", () => {
  const proxies = parseTrustedProxies("10.0.0.0/8, ::1");

  for (const [written, address] of [
    ["203.0.113.9:51234", "203.0.113.9"],
    ["[2001:db8::7]:51234", "2001:db8::7"],
    ["[2001:db8::7]", "2001:db8::7"],
    ["[::ffff:203.0.113.9]:80", "203.0.113.9"],
    ["203.0.113.9:443, 10.1.1.1:80", "203.0.113.9"],
    ["1.2.3.4:1, 203.0.113.9", "203.0.113.9"],
  ]) {
    expect([written, clientAddress("10.0.0.1", written, proxies)]).toEqual([written, address]);
  }
  for (const nonsense of [
    "203.0.113.9:",
    "203.0.113.9:port",
    "203.0.113.9:999999",
    "[203.0.113.9",
    "[]:80",
    ":80",
  ]) {
    expect([nonsense, clientAddress("10.0.0.1", nonsense, proxies)]).toEqual([nonsense, "10.0.0.1"]);
  }
});

test("with the word `forwarded` the proxies' header is that of RFC 7239, read as strictly", () => {
  const proxies = parseTrustedProxies("10.0.0.0/8, ::1, forwarded");
  expect(proxies.header).toBe("forwarded");
  expect(parseTrustedProxies("10.0.0.0/8").header).toBe("x-forwarded-for");

  for (const [written, address] of [
    ["for=203.0.113.9", "203.0.113.9"],
    ["For=203.0.113.9;proto=https;by=10.0.0.1", "203.0.113.9"],
    ['proto=http;FOR="203.0.113.9:4711"', "203.0.113.9"],
    ['for="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"],
    ["for=1.2.3.4, for=203.0.113.9 , for=10.1.1.1", "203.0.113.9"],
    // What a caller put before it opens no quotation that swallows what the proxy says.
    ['for="1.2.3.4, for=203.0.113.9', "203.0.113.9"],
    ['for=1.2.3.4;x="\\", for=203.0.113.9', "203.0.113.9"],
    // Nor does what a caller says of the host, within quotation marks.
    ['for=203.0.113.9;host="x, for=1.2.3.4"', "203.0.113.9"],
    ['for=203.0.113.9;host="x;for=1.2.3.4;y=z"', "203.0.113.9"],
    ['host="a\\", for=1.2.3.4;x=\\"";for=203.0.113.9', "203.0.113.9"],
  ]) {
    expect([written, clientAddress("10.0.0.1", written, proxies)]).toEqual([written, address]);
  }
  for (const unknown of [
    "for=unknown",
    "for=_hidden",
    'for=""',
    "proto=https",
    "203.0.113.9",
    "for=203.0.113.9;for=1.2.3.4",
    "for=203.0.113.9, for=unknown",
    'for="203.0.113.9',
    "",
  ]) {
    expect([unknown, clientAddress("10.0.0.1", unknown, proxies)]).toEqual([unknown, "10.0.0.1"]);
  }
});

test("what is not an address or network is refused, instead of trusting more than was meant", () => {
  for (const wrong of [
    "",
    "proxy",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/x",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
    "10.0.0.0/ 8",
    "10.0.0.1,",
    "fd00::/129",
    "10.0.0",
    "forwarded",
    "forwarded, 10.0.0.1",
    "10.0.0.1, forwarded, forwarded",
  ]) {
    expect(() => parseTrustedProxies(wrong), wrong).toThrow();
  }
});

test("the parts of an address that tell callers apart", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("2001:db8::1")).toBe("2001:0db8:0000:0000");
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:0db8:0001:0002");
  expect(networkOf("::1")).toBe("0000:0000:0000:0000");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0000:0000:0000");
  expect(networkOf(null)).toBe("unknown");
});
