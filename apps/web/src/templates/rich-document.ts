import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { liquidPieces } from "./liquid-pieces.ts";

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
type HtmlElement = DefaultTreeAdapterTypes.Element;
type Attributes = Readonly<Record<string, string>>;

/** A mark around words: an element of that name. */
export type RichMark = { type: string; attrs?: { html?: Attributes } };

/** A node of the rich view, in the form of ProseMirror's JSON. Elements have their own names as types. */
export type RichNode = {
  type: string;
  attrs?: {
    /** The attributes of the element. */
    html?: Attributes;
    /** The Liquid of a `liquid` or `condition`, braces included. */
    code?: string;
    /** Of a block: how it was written; it stays so as long as it says the same. */
    raw?: string | null;
    /** Of a block: what stands between it and the block before it. */
    gap?: string | null;
  };
  content?: RichNode[];
  marks?: RichMark[];
  text?: string;
};

/** A source as the rich view shows it, with what surrounds its blocks; or why it can be edited as source only. */
export type RichDocument =
  | { kind: "rich"; head: string; blocks: RichNode[]; tail: string }
  | { kind: "source-only"; reason: string };

/** The elements that are marks, from the outside to the inside. */
export const markNames = ["a", "strong", "em", "b", "i", "span", "bdi"] as const;

/** What keeps a source from being shown as rich text. */
class Obstacle extends Error {}

/** Reads a source for the rich view. */
export function readRichDocument(source: string): RichDocument {
  try {
    return { kind: "rich", ...readBlocks(source) };
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    return { kind: "source-only", reason: error.message };
  }
}

/** The source of a document: what was not changed stands as it was written. */
export function writeRichDocument({
  head,
  blocks,
  tail,
}: Omit<Extract<RichDocument, { kind: "rich" }>, "kind">): string {
  const written = blocks.map((block, index) => {
    const gap = index === 0 ? "" : (block.attrs?.gap ?? "\n");
    return gap + writeBlock(block);
  });
  return head + written.join("") + tail;
}

function readBlocks(source: string) {
  for (const { kind, text } of liquidPieces(source)) {
    if (kind === "liquid" && /[<&]/.test(text)) {
      throw new Obstacle("Rich text can't show a condition or placeholder that holds < or &.");
    }
  }
  let fault: string | null = null;
  const { childNodes } = parseFragment(source, {
    sourceCodeLocationInfo: true,
    onParseError: ({ startLine }) => {
      fault ??= `There is a mistake in the HTML, in line ${startLine}.`;
    },
  });
  if (fault !== null) throw new Obstacle(fault);

  const blocks: RichNode[] = [];
  let end = 0;
  const add = (node: RichNode, from: number, to: number) => {
    const gap = blocks.length === 0 ? null : source.slice(end, from);
    blocks.push({ ...node, attrs: { ...node.attrs, raw: source.slice(from, to), gap } });
    end = to;
  };
  const first = source.search(/\S/);
  const head = first < 0 ? "" : source.slice(0, first);
  for (const node of childNodes) {
    const { startOffset, endOffset } = node.sourceCodeLocation!;
    if (node.nodeName !== "#text") {
      add(readBlock(node), startOffset, endOffset);
      continue;
    }
    let from = startOffset;
    for (const { kind, text } of liquidPieces(source.slice(startOffset, endOffset))) {
      if (kind === "liquid" && !text.startsWith("{{")) {
        add({ type: "condition", attrs: { code: text } }, from, from + text.length);
      } else if (text.trim() !== "") {
        throw new Obstacle("Rich text can't show words that stand in no paragraph.");
      }
      from += text.length;
    }
  }
  if (blocks.length === 0) return { head: "", blocks: [{ type: "p", attrs: { raw: source } }], tail: "" };
  return { head, blocks, tail: source.slice(end) };
}

function readBlock(node: HtmlNode): RichNode {
  const element = elementIn(node);
  const { tagName } = element;
  if (tagName === "hr") return leaf(element);
  if (tagName === "p" || tagName === "h1" || tagName === "h2") return textBlock(element);
  if (tagName === "ul" || tagName === "ol") return readList(element);
  if (tagName === "dl") {
    return withChildren(element, elementsOf(element, ["dt", "dd"]).map(textBlock));
  }
  throw new Obstacle(`Rich text can't show <${tagName}>.`);
}

function elementIn(node: HtmlNode): HtmlElement {
  if ("tagName" in node) return node;
  throw new Obstacle("Rich text can't show comments.");
}

/** The elements of a list, which may hold nothing else. */
function elementsOf(parent: HtmlElement, allowed: readonly string[]): HtmlElement[] {
  return parent.childNodes.flatMap((node) => {
    if ("value" in node) {
      if (node.value.trim() === "") return [];
      throw new Obstacle(
        `Rich text can't show words or conditions between the parts of <${parent.tagName}>.`,
      );
    }
    const element = elementIn(node);
    if (allowed.includes(element.tagName)) return [element];
    throw new Obstacle(`Rich text can't show <${element.tagName}> in <${parent.tagName}>.`);
  });
}

function readList(element: HtmlElement): RichNode {
  const items = elementsOf(element, ["li"]);
  if (items.length === 0) throw new Obstacle(`Rich text can't show an empty <${element.tagName}>.`);
  return withChildren(element, items.map(readItem));
}

const isList = (node: HtmlNode) => "tagName" in node && (node.tagName === "ul" || node.tagName === "ol");

function readItem(element: HtmlElement): RichNode {
  const { childNodes } = element;
  const listFrom = childNodes.findIndex(isList);
  const words = listFrom < 0 ? childNodes : childNodes.slice(0, listFrom);
  const after = listFrom < 0 ? [] : childNodes.slice(listFrom);
  const lists = after.flatMap((node) => {
    if ("value" in node && node.value.trim() === "") return [];
    if (isList(node)) return [readList(node as HtmlElement)];
    throw new Obstacle("Rich text can't show words after a list within a list.");
  });
  return withChildren(element, [{ type: "p", content: readInline(words) }, ...lists]);
}

function withChildren(element: HtmlElement, content: RichNode[]): RichNode {
  return { ...leaf(element), content };
}

function textBlock(element: HtmlElement): RichNode {
  return withChildren(element, readInline(element.childNodes));
}

function leaf(element: HtmlElement): RichNode {
  return { type: element.tagName, attrs: { html: attributesOf(element) } };
}

function attributesOf({ tagName, attrs }: HtmlElement): Attributes {
  if (attrs.some(({ name }) => !/^[a-z-]+$/.test(name))) {
    throw new Obstacle(`Rich text can't show Liquid within the tag <${tagName}>.`);
  }
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
}

/** The words of a block. Blanks count as browsers count them: one, and none at either end. */
function readInline(nodes: readonly HtmlNode[]): RichNode[] {
  const inline = nodes.flatMap((node) => readWords(node, []));
  trimText(inline, 0, /^ /);
  trimText(inline, inline.length - 1, / $/);
  return inline.filter(({ text }) => text !== "");
}

function trimText(inline: RichNode[], index: number, blank: RegExp) {
  const node = inline[index];
  if (node?.text !== undefined) inline[index] = { ...node, text: node.text.replace(blank, "") };
}

function readWords(node: HtmlNode, marks: readonly RichMark[]): RichNode[] {
  const marked = marks.length === 0 ? {} : { marks: [...marks] };
  if ("value" in node) {
    return liquidPieces(node.value).map(({ kind, text }) =>
      kind === "liquid"
        ? { type: "liquid", attrs: { code: text }, ...marked }
        : { type: "text", text: text.replaceAll(/[ \t\n\f]+/g, " "), ...marked },
    );
  }
  const element = elementIn(node);
  const { tagName } = element;
  if (tagName === "br" || tagName === "img") return [{ ...leaf(element), ...marked }];
  if (!(markNames as readonly string[]).includes(tagName)) {
    throw new Obstacle(`Rich text can't show <${tagName}> within words.`);
  }
  if (marks.some(({ type }) => type === tagName)) {
    throw new Obstacle(`Rich text can't show <${tagName}> within <${tagName}>.`);
  }
  const mark: RichMark = { type: tagName, attrs: { html: attributesOf(element) } };
  return element.childNodes.flatMap((child) => readWords(child, [...marks, mark]));
}

function writeBlock(block: RichNode): string {
  const { raw } = block.attrs ?? {};
  const plain = writeNode(block);
  if (typeof raw !== "string") return plain;
  if (raw.trim() === "") return block.content?.length ? plain : raw;
  const before = readRichDocument(raw);
  const isSame =
    before.kind === "rich" && before.blocks.length === 1 && writeNode(before.blocks[0]!) === plain;
  return isSame ? raw : plain;
}

function writeNode(node: RichNode): string {
  const { type, attrs, content = [] } = node;
  if (type === "condition") return attrs?.code ?? "";
  if (type === "hr") return openTag(type, attrs?.html);
  if (type === "ul" || type === "ol" || type === "dl") {
    return `${openTag(type, attrs?.html)}\n${content.map((child) => `${writeNode(child)}\n`).join("")}</${type}>`;
  }
  if (type === "li") {
    const [words, ...lists] = content;
    const nested = lists.map((list) => `\n${writeNode(list)}\n`).join("");
    return `${openTag(type, attrs?.html)}${writeInline(words?.content ?? [])}${nested}</li>`;
  }
  return `${openTag(type, attrs?.html)}${writeInline(content)}</${type}>`;
}

function writeInline(nodes: readonly RichNode[]): string {
  let written = "";
  let open: RichMark[] = [];
  const closeTo = (depth: number) => {
    for (const { type } of open.slice(depth).toReversed()) written += `</${type}>`;
    open = open.slice(0, depth);
  };
  for (const node of nodes) {
    const marks = (node.marks ?? []).toSorted((one, other) => rank(one) - rank(other));
    const shared = marks.findIndex((mark, index) => !sameMark(mark, open[index]));
    closeTo(shared < 0 ? marks.length : shared);
    for (const mark of marks.slice(open.length)) {
      written += openTag(mark.type, mark.attrs?.html);
      open.push(mark);
    }
    written += writeWords(node);
  }
  closeTo(0);
  return written;
}

const rank = ({ type }: RichMark) => (markNames as readonly string[]).indexOf(type);

function sameMark(one: RichMark, other: RichMark | undefined): boolean {
  return (
    one.type === other?.type && openTag(one.type, one.attrs?.html) === openTag(other.type, other.attrs?.html)
  );
}

function writeWords({ type, text = "", attrs }: RichNode): string {
  if (type === "liquid") return attrs?.code ?? "";
  if (type !== "text") return openTag(type, attrs?.html);
  // Liquid that was typed is Liquid, too.
  return liquidPieces(text)
    .map((piece) => (piece.kind === "liquid" ? piece.text : escapeText(piece.text)))
    .join("");
}

const textEntities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\u00a0": "&nbsp;",
};

function escapeText(text: string): string {
  return text.replaceAll(/[&<>\u00a0]/g, (character) => textEntities[character] ?? character);
}

function openTag(name: string, html: Attributes = {}): string {
  const attributes = Object.entries(html).map(
    ([attribute, value]) => ` ${attribute}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
  );
  return `<${name}${attributes.join("")}>`;
}
