import { BlockList, isIP, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/** By which names a URL leads to this machine. */
export const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The proxies that are believed, and the one header in which they tell who called. */
export type TrustedProxies = { networks: BlockList; header: "x-forwarded-for" | "forwarded" };

/** The word, among the proxies, by which they write `Forwarded` (RFC 7239) instead of `X-Forwarded-For`. */
const forwardedWord = "forwarded";

/** Reads addresses and networks such as `10.0.0.0/8, ::1`, and the word `forwarded` after them. Throws on anything else. */
export function parseTrustedProxies(text: string): TrustedProxies {
  const networks = new BlockList();
  const entries = text.split(",").map((part) => part.trim());
  // Only the header that they write is read: in the other one callers could say what they like.
  const header = entries.at(-1)?.toLowerCase() === forwardedWord ? "forwarded" : "x-forwarded-for";
  if (header === "forwarded") entries.pop();
  if (entries.length === 0) throw new Error("No proxy is named");
  for (const entry of entries) {
    const [, address = "", prefix] = /^([^/]*)(?:\/(\d+))?$/.exec(entry) ?? [];
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (isIP(address) === 0) throw new Error(`${entry} is not an address or network`);
    if (prefix === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(prefix), family);
  }
  return { networks, header };
}

/** The caller's address: the rightmost one in the proxies' header that is not a proxy of ours, or else the peer. */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  proxies: TrustedProxies | null,
): string | null {
  let caller = readAddress(peer ?? "");
  if (proxies === null || forwarded === undefined) return caller;
  const hops = hopsOf(forwarded, proxies.header);
  while (caller !== null && isTrusted(proxies, caller)) {
    const next = readAddress(withoutPort(hops.pop() ?? ""));
    if (next === null) break;
    caller = next;
  }
  return caller;
}

function hopsOf(text: string, header: TrustedProxies["header"]): string[] {
  return header === "forwarded" ? splitOutsideQuotes(text, ",").map(readFor) : text.split(",");
}

/** The one `for` of an element of `Forwarded`; empty when there is none, or more than one. */
function readFor(element: string): string {
  const values = splitOutsideQuotes(element, ";").flatMap(
    (pair) => /^\s*for=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))\s*$/i.exec(pair)?.slice(1) ?? [],
  );
  const [value, ...more] = values.filter((text) => text !== undefined);
  return more.length > 0 ? "" : (value ?? "");
}

/** From the right, where the nearest proxy wrote: a quotation mark that a caller left open takes nothing of that away. */
function splitOutsideQuotes(text: string, separator: "," | ";"): string[] {
  const parts: string[] = [];
  let end = text.length;
  let isQuoted = false;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === '"') {
      let escapes = 0;
      while (text[at - 1 - escapes] === "\\") escapes += 1;
      if (escapes % 2 === 0) isQuoted = !isQuoted;
      at -= escapes;
    } else if (text[at] === separator && !isQuoted) {
      parts.push(text.slice(at + 1, end));
      end = at;
    }
  }
  return [...parts, text.slice(0, end)].toReversed();
}

/** `203.0.113.9:443`, `[2001:db8::7]` and `[2001:db8::7]:443` as some proxies write them, without brackets and port. */
function withoutPort(text: string): string {
  const found = /^\s*(?:\[([\da-f:.]+)\]|([\d.]+))(?::\d{1,5})?\s*$/i.exec(text);
  return found?.[1] ?? found?.[2] ?? text;
}

/** An address in its one spelling (RFC 5952), an IPv4 one without its IPv6 dress; null for anything else. */
function readAddress(text: string): string | null {
  const address = text.trim();
  // The library takes short and octal forms of IPv4 too, which mean one thing here and another elsewhere.
  return isIP(address) === 0 ? null : ipaddr.process(address).toString();
}

function isTrusted({ networks }: TrustedProxies, address: string): boolean {
  return networks.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** The part of an address that tells callers apart: an IPv4 address, or an IPv6 /64, which one subscriber can use whole. */
export function networkOf(address: string | null): string {
  if (address === null || !isIPv6(address)) return address ?? "unknown";
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return parts.map((part) => part.toString(16).padStart(4, "0")).join(":");
}
