import type { LintFinding } from "@latchkey/contract/templates.ts";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment, type Token } from "parse5";
import { type Findings, lintError, lintWarning, type Place, placesIn } from "./lint-finding.ts";
import { attachPictures, pictureIn } from "./attached-pictures.ts";
import { styledElements } from "./mail-style.ts";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

const allowedElements = new Set([...styledElements, "bdi", "br", "em", "b", "i", "span", "img"]);
/** Elements within elements; no mail needs more. */
const deepest = 20;
/** HTML closes them by itself. */
const closedByThemselves = new Set(["p", "li", "dt", "dd", "br", "hr", "img"]);
const listOfElements = "Use headings (h1, h2), p, a, strong, em, lists, dl, hr, br and img.";

const attributesOfAll = new Set(["class", "dir", "lang", "translate"]);
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ["href"],
  img: ["src", "alt", "width", "height"],
};
/** Where Liquid may stand in an attribute: there, what it gives is escaped and harmless. */
const attributesWithLiquid = new Set(["href", "alt"]);

const linkPlaceholder = /^\{\{-?\s*(link|signInUrl|stopLink|recordUrl)\s*-?\}\}$/;
const linkPlaceholders = /\{\{-?\s*(?:link|signInUrl|stopLink|recordUrl)\b[^}]*\}\}/g;
// A label has at most 63 characters (RFC 1035, 2.3.4). What stands before twenty of them is looked at from a later one.
const hostInText =
  /\b(?:https?:\/\/)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,20}[a-z]{2,}|localhost)\b/i;

/**
 * Finds what is wrong with the HTML of a template before its Liquid is rendered: only what is listed may stand there, every tag
 * does what it seems to, and links show where they lead. Liquid's tags stand between elements only and what it puts out is
 * escaped, so what holds for the source holds for every mail. `ownHost` is the host of the product's links; `carriesSecret`:
 * the template uses a secret placeholder.
 */
export function lintHtml(
  source: string,
  { ownHost, carriesSecret }: { ownHost: string; carriesSecret: boolean },
  findings: Findings,
): void {
  const placeAt = placesIn(source);
  const parsed = parseBounded(source);
  const elements = elementsIn(parsed?.nodes ?? []);
  const known = new Set<number>();
  for (const element of elements) {
    const location = element.sourceCodeLocation;
    if (location) known.add(location.startTag?.startOffset ?? location.startOffset);
    if (location?.endTag) known.add(location.endTag.startOffset);
  }

  for (const match of source.matchAll(/<!|<\?/g)) {
    if (findings.isFull) return;
    findings.add(
      lintError(
        "comment",
        "html",
        "HTML comments and declarations can't be used here. Write {% comment %} … {% endcomment %}.",
        placeAt(match.index),
      ),
    );
  }
  if (parsed === null) {
    const message = "Elements stand within too many others here, or are not closed. Simplify it.";
    return findings.add(lintError("nested", "html", message));
  }
  const isInLiquid = liquidIn(source);
  for (const match of source.matchAll(/<(?![!?])(\/?)([a-z][\w:-]*)?/gi)) {
    if (findings.isFull) return;
    const [tag, slash, name] = match;
    if (known.has(match.index) || isInLiquid(match.index)) continue;
    // Before a value it would open a tag that nobody has looked at.
    const message =
      name === undefined
        ? "Write &lt; for a less-than sign."
        : slash === "/"
          ? `${tag}> closes nothing. Remove it, or open the element first.`
          : `${tag}> can't stand here. ${listOfElements}`;
    findings.add(lintError("tag-misplaced", "html", message, placeAt(match.index)));
  }
  for (const { code, startOffset } of parsed.faults) {
    if (findings.isFull) return;
    // A duplicate is told apart here because browsers drop the second one, and mail programs perhaps the first.
    const message =
      code === "duplicate-attribute"
        ? "This attribute stands here twice. Remove one of them."
        : "The tag is not finished. Close it with >.";
    findings.add(lintError("html-syntax", "html", message, placeAt(startOffset)));
  }
  for (const element of elements) {
    if (findings.isFull) return;
    if (element.sourceCodeLocation) {
      findings.add(...lintElement(element, source, placeAt, { ownHost, carriesSecret }));
    }
  }
}

type Fault = { code: string; startOffset: number };

/** The parser's work grows with the elements that are open; no tag is far from the first error beyond so many. */
const mostOpen = 100;

class TooMuch extends Error {}

/**
 * The nodes, and the faults that lint tells. Null when too much is open at once, or when elements that are not closed come
 * back more often than there are tags: a few thousand tags could otherwise make millions of elements.
 */
function parseBounded(source: string): { nodes: readonly Node[]; faults: Fault[] } | null {
  const faults: Fault[] = [];
  let open = 0;
  let elementsLeft = 2 * source.split("<").length + mostOpen;
  try {
    const { childNodes } = parseFragment(source, {
      sourceCodeLocationInfo: true,
      onParseError({ code, startOffset }) {
        if (code === "duplicate-attribute" || code.startsWith("eof-")) faults.push({ code, startOffset });
      },
      treeAdapter: {
        ...defaultTreeAdapter,
        createElement(...about) {
          if (--elementsLeft < 0) throw new TooMuch();
          return defaultTreeAdapter.createElement(...about);
        },
        onItemPush() {
          if (++open > mostOpen) throw new TooMuch();
        },
        onItemPop() {
          open -= 1;
        },
      },
    });
    return { nodes: childNodes, faults };
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

/** Tells whether a character stands in Liquid; asked for one after the other, from left to right. */
function liquidIn(source: string): (offset: number) => boolean {
  const spans = liquidSpans(source);
  let next = 0;
  return (offset) => {
    while (next < spans.length && spans[next]![1] <= offset) next += 1;
    return next < spans.length && spans[next]![0] < offset;
  };
}

function liquidSpans(source: string): (readonly [start: number, end: number])[] {
  const spans: (readonly [number, number])[] = [];
  // Where no more ends come, nobody looks for them again and again.
  const opening = /\{[{%]/g;
  const isOver: Record<string, boolean> = {};
  for (let match = opening.exec(source); match !== null; match = opening.exec(source)) {
    const close = match[0] === "{{" ? "}}" : "%}";
    const end = isOver[close] ? -1 : source.indexOf(close, match.index + 2);
    if (end < 0) isOver[close] = true;
    else spans.push([match.index, end + 2]);
    opening.lastIndex = end < 0 ? match.index + 1 : end + 2;
  }
  return spans;
}

/** Elements can hold each other thousands deep: no call within a call. */
function elementsIn(nodes: readonly Node[]): Element[] {
  const elements: Element[] = [];
  const left = nodes.toReversed();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!("tagName" in node)) continue;
    elements.push(node);
    const children = "content" in node ? node.content.childNodes : node.childNodes;
    for (const child of children.toReversed()) left.push(child);
  }
  return elements;
}

function depthOf(element: Element): number {
  let depth = 0;
  for (let node = element.parentNode; node !== null && "parentNode" in node; node = node.parentNode) {
    depth += 1;
    if (depth > deepest) return depth;
  }
  return depth;
}

function lintElement(
  element: Element,
  source: string,
  placeAt: (offset: number) => Place,
  { ownHost, carriesSecret }: { ownHost: string; carriesSecret: boolean },
): LintFinding[] {
  const { tagName } = element;
  const location = element.sourceCodeLocation!;
  const place = () => placeAt(location.startOffset);
  if (!allowedElements.has(tagName)) {
    return [lintError("element", "html", `<${tagName}> can't be used in a mail. ${listOfElements}`, place())];
  }
  if (depthOf(element) > deepest) {
    return [lintError("nested", "html", `<${tagName}> stands within too many others. Simplify it.`, place())];
  }
  const findings = element.attrs.flatMap((attribute) => {
    const span = location.attrs?.[attribute.name];
    return lintAttribute(element, attribute, span ? source.slice(span.startOffset, span.endOffset) : "", () =>
      placeAt(span?.startOffset ?? location.startOffset),
    );
  });
  if (!closedByThemselves.has(tagName) && !location.endTag) {
    findings.push(lintError("not-closed", "html", `<${tagName}> is not closed. Add </${tagName}>.`, place()));
  }
  if (tagName === "a") findings.push(...lintLink(element, place, ownHost));
  if (tagName === "img") {
    const tag = location.startTag ?? location;
    const written = source.slice(tag.startOffset, tag.endOffset);
    findings.push(...lintPicture(element, written, place, carriesSecret));
  }
  return findings;
}

function lintAttribute(
  { tagName }: Element,
  { name, value }: Token.Attribute,
  written: string,
  place: () => Place,
): LintFinding[] {
  if (/^on/i.test(name)) {
    return [lintError("event-handler", "html", `A mail can't run programs. Remove ${name}.`, place())];
  }
  if (!attributesOfAll.has(name) && !attributesOf[tagName]?.includes(name)) {
    const what = /[{%}]/.test(name)
      ? "Liquid can't stand inside a tag"
      : `“${name}” can't be used on <${tagName}>`;
    const advice = name === "style" ? "The layout gives every element its look." : "Remove it.";
    return [lintError("attribute", "html", `${what}. ${advice}`, place())];
  }
  const findings: LintFinding[] = [];
  if (/\{[{%]/.test(value) && (!attributesWithLiquid.has(name) || value.includes("{%"))) {
    findings.push(
      lintError(
        "attribute",
        "html",
        `Liquid can't stand in “${name}”. Put the condition around the element.`,
        place(),
      ),
    );
  }
  if (value.includes("{") && !/["']$/.test(written)) {
    findings.push(lintError("attribute", "html", `Put the value of “${name}” between quotes.`, place()));
  }
  if (/[<>]/.test(written.slice(name.length + 1)) && name !== "src") {
    findings.push(
      lintError("attribute", "html", `“${name}” can't hold < or >. Write &lt; or &gt;.`, place()),
    );
  }
  if (
    (name === "class" && !/^[a-z]+$/.test(value)) ||
    (name === "dir" && !/^(?:ltr|rtl|auto)$/.test(value))
  ) {
    findings.push(lintError("attribute", "html", `“${name}” has a value that can't be used here.`, place()));
  }
  return findings;
}

function lintLink(element: Element, place: () => Place, ownHost: string): LintFinding[] {
  const href = element.attrs.find(({ name }) => name === "href")?.value.trim();
  if (href === undefined) {
    return [lintError("link-address", "html", "This link leads nowhere. Give it a href.", place())];
  }
  // Browsers skip blanks and control characters within a scheme.
  // oxlint-disable-next-line no-control-regex -- control characters are what this finds
  if (/^(?:javascript|vbscript|data):/i.test(href.replaceAll(/[\u0000-\u0020]/g, ""))) {
    return [
      lintError(
        "link-address",
        "html",
        "A link can't run a program. Let it lead to an https address.",
        place(),
      ),
    ];
  }
  const isOurs = linkPlaceholder.test(href);
  const literal = isOurs || href.includes("{") ? null : URL.parse(href);
  if (!isOurs && !/^(?:https|mailto|tel):$/.test(literal?.protocol ?? "")) {
    const message =
      "Let the link lead to an https, mailto or tel address, or to one placeholder such as {{ link }}.";
    return [lintError("link-address", "html", message, place())];
  }
  const host = isOurs ? ownHost : (literal?.host ?? "");
  const shown = hostInText.exec(
    textIn(element)
      .replaceAll(linkPlaceholders, `https://${ownHost}`)
      .replaceAll(/\{[{%][^}]*\}\}?/g, " "),
  );
  if (shown === null || host === "" || sameHost(shown[1]!, host)) return [];
  const message = `The link shows ${shown[1]} but leads to ${host}. Let it say where it leads.`;
  return [lintError("link-text", "html", message, place())];
}

/** Whether what a link shows is the host that it leads to, a port and “www.” aside. */
function sameHost(shown: string, host: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/^www\./, "")
      .replace(/:\d+$/, "");
  return plain(shown) === plain(host);
}

/** The beginning of what a link says: an address at its end deceives nobody. */
function textIn(element: Element): string {
  let text = "";
  const left = element.childNodes.toReversed();
  for (let node = left.pop(); node !== undefined && text.length < 2000; node = left.pop()) {
    if ("value" in node) text += node.value;
    if ("tagName" in node) for (const child of node.childNodes.toReversed()) left.push(child);
  }
  return text.slice(0, 2000);
}

function lintPicture(
  element: Element,
  written: string,
  place: () => Place,
  carriesSecret: boolean,
): LintFinding[] {
  const valueOf = (name: string) => element.attrs.find((attribute) => attribute.name === name)?.value;
  const findings: LintFinding[] = [];
  const src = valueOf("src") ?? "";
  if (valueOf("alt") === undefined) {
    findings.push(
      lintWarning(
        "picture-text",
        "html",
        "Say in alt what the picture shows, for readers who don't see it.",
        place(),
      ),
    );
  }
  // One that can't be attached, for it is not whole or written in another way, most readers would never see.
  if (pictureIn(src) !== null && attachPictures(written, "").pictures.length === 1) return findings;
  if (!src.startsWith("https://") || src.includes("{")) {
    return [
      ...findings,
      lintError(
        "picture-address",
        "html",
        "Let src be an https address, or the data address of a whole PNG, JPEG or GIF, which travels with the mail.",
        place(),
      ),
    ];
  }
  const message = "A picture from elsewhere tells its owner when and where the mail is read.";
  return [
    ...findings,
    carriesSecret
      ? lintError("remote-picture", "html", `${message} Remove it from a mail with a secret.`, place())
      : lintWarning("remote-picture", "html", `${message} Many inboxes don't load it.`, place()),
  ];
}
