import { compile, type DomNode } from "html-to-text";

/** How many children of an element are more than blanks; asked for each link in it. */
const wordsIn = new WeakMap<DomNode, number>();

const isWords = ({ type, data }: DomNode) => type !== "text" || data?.trim() !== "";

function isAlone({ parent }: DomNode): boolean {
  if (!parent?.children) return false;
  const words = wordsIn.get(parent) ?? parent.children.filter(isWords).length;
  wordsIn.set(parent, words);
  return words === 1;
}

const convert = compile({
  wordwrap: false,
  formatters: {
    /** A link that is a paragraph of its own has its address alone on a line; one within a sentence has it in brackets. */
    linkWithAddress(element, walk, builder) {
      const children = element.children ?? [];
      const address = String(element.attribs?.["href"] ?? "").replace(/^(?:mailto|tel):/, "");
      const isBare = children.length === 1 && children[0]?.data?.trim() === address;
      walk(children, builder);
      if (isBare) return;
      if (!isAlone(element)) return builder.addInline(` (${address})`);
      builder.addInline(":");
      builder.addLineBreak();
      builder.addInline(address);
    },
  },
  selectors: [
    { selector: "a", format: "linkWithAddress" },
    ...["h1", "h2"].map((selector) => ({
      selector,
      format: "heading",
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
    })),
    { selector: "dt", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 1 } },
    { selector: "dd", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
    { selector: "hr", format: "skip" },
    { selector: "img", format: "skip" },
    { selector: "ul", options: { itemPrefix: "- " } },
  ],
});

/** The text part of a rendered body: its words, with their addresses; Liquid is gone by then. */
export function textOfHtml(bodyHtml: string): string {
  return convert(bodyHtml).trim();
}
