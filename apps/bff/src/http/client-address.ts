import { BlockList, isIP, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/** By which names a URL leads to this machine. */
export const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The proxies whose `X-Forwarded-For` is believed. */
export type TrustedProxies = BlockList;

/** Reads addresses and networks such as `10.0.0.0/8, ::1`. Throws on anything else. */
export function parseTrustedProxies(text: string): TrustedProxies {
  const list = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [, address = "", prefix] = /^([^/]*)(?:\/(\d+))?$/.exec(entry) ?? [];
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (isIP(address) === 0) throw new Error(`${entry} is not an address or network`);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** The caller's address: the rightmost one in `X-Forwarded-For` that is not a proxy of ours, or else the peer. */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  proxies: TrustedProxies | null,
): string | null {
  const hops = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map(readAddress);
  let caller = hops.pop() ?? null;
  if (proxies === null) return caller;
  while (caller !== null && isTrusted(proxies, caller)) {
    const next = hops.pop() ?? null;
    if (next === null) break;
    caller = next;
  }
  return caller;
}

/** An address in its one spelling (RFC 5952), an IPv4 one without its IPv6 dress; null for anything else. */
function readAddress(text: string): string | null {
  const address = text.trim();
  // The library takes short and octal forms of IPv4 too, which mean one thing here and another elsewhere.
  return isIP(address) === 0 ? null : ipaddr.process(address).toString();
}

function isTrusted(proxies: TrustedProxies, address: string): boolean {
  return proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** The part of an address that tells callers apart: an IPv4 address, or an IPv6 /64, which one subscriber can use whole. */
export function networkOf(address: string | null): string {
  if (address === null || !isIPv6(address)) return address ?? "unknown";
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return parts.map((part) => part.toString(16).padStart(4, "0")).join(":");
}
