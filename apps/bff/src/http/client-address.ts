import { BlockList, isIP } from "node:net";

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
  const hops = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map((hop) =>
    hop.trim().replace(/^::ffff:/, ""),
  );
  let caller = hops.pop() ?? "";
  if (proxies === null) return isIP(caller) === 0 ? null : caller;
  while (isTrusted(proxies, caller) && hops.length > 0) {
    const next = hops.pop()!;
    if (isIP(next) === 0) break;
    caller = next;
  }
  return isIP(caller) === 0 ? null : caller;
}

function isTrusted(proxies: TrustedProxies, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? "ipv6" : "ipv4");
}
