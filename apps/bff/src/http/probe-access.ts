import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import { hashToken } from "../ports/hasher.ts";
import { loopbackHosts } from "./client-address.ts";

/** What proxies add; whoever comes through one is not on this machine. */
const forwardingHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * Whether a probe may hear why the server is not ready: with the operator's token as `Authorization: Bearer`, or asked on this
 * machine itself. Everybody else learns ready or not.
 */
export function mayHearReasons(c: Context, token: string | null): boolean {
  return (token !== null && isBearer(c.req.header("authorization"), token)) || isFromThisMachine(c);
}

function isBearer(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  // Of hashes, how long a comparison takes tells nothing of what was compared.
  return given !== undefined && hashToken(given) === hashToken(token);
}

/** A page of another site that has its name lead here asks under that name, a proxy under that of the site. */
function isFromThisMachine(c: Context): boolean {
  const peer = peerAddress(c);
  if (peer === undefined || ipaddr.process(peer).range() !== "loopback") return false;
  if (forwardingHeaders.some((name) => c.req.header(name) !== undefined)) return false;
  return loopbackHosts.has(URL.parse(`http://${c.req.header("host")}`)?.hostname ?? "");
}

/** The address at the other end of the connection; requests that tests hand in directly come over none. */
export function peerAddress(c: Context): string | undefined {
  return c.env?.incoming === undefined ? undefined : getConnInfo(c).remote.address;
}
