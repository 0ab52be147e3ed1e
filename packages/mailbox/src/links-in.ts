import type { Mail } from "./mail.ts";
import { splitAtLinks } from "./split-at-links.ts";

const NAMED: Record<string, string> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

/**
 * The addresses behind every http(s) link and picture of a mail's HTML and text, each once, in order. Without the fragment,
 * which HTTP does not send.
 */
export function linksIn(mail: Mail): string[] {
  const attributes = /\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
  const inHtml = [...(mail.html ?? "").matchAll(attributes)].map(([, double, single, bare]) =>
    unescapeHtml(double ?? single ?? bare ?? ""),
  );
  const inText = splitAtLinks(mail.text ?? "").filter((_, index) => index % 2 === 1);
  const links = [...inHtml, ...inText].map((link) => webAddress(link)).filter((link) => link !== null);
  return [...new Set(links)];
}

/** An http(s) address without its fragment; null for anything else. A relative one is read against `base`. */
export function webAddress(text: string, base?: string): string | null {
  const url = URL.parse(text.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  url.hash = "";
  return url.href;
}

function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|quot|apos|lt|gt));/gi,
    (all, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}
