import {
  Extension,
  type Extensions,
  Mark,
  Node,
  type NodeConfig,
  nodeInputRule,
  nodePasteRule,
  textblockTypeInputRule,
  wrappingInputRule,
} from "@tiptap/core";
import { history, redo, undo } from "@tiptap/pm/history";
import { liquidWords } from "./liquid-pieces.ts";
import { markNames } from "./rich-document.ts";

type Html = Record<string, string>;

/** What an element says of itself beyond its name; what is pasted says nothing but where a link leads. */
const htmlAttribute = {
  html: {
    default: {} as Html,
    keepOnSplit: false,
    parseHTML: (element: HTMLElement): Html => {
      const href = element.getAttribute("href") ?? element.dataset["href"];
      const name = element.dataset["class"];
      return { ...(name ? { class: name } : {}), ...(href ? { href } : {}) };
    },
    renderHTML: ({ html }: Record<string, unknown>) => {
      const { class: name, href, dir, lang, translate } = html as Html;
      return {
        ...(name && { "data-class": name }),
        ...(href && { "data-href": href, title: href }),
        ...(dir && { dir }),
        ...(lang && { lang }),
        ...(translate && { translate }),
      };
    },
  },
};

const unseen = { default: null, keepOnSplit: true, rendered: false };
const blockAttributes = { ...htmlAttribute, raw: unseen, gap: unseen };

const element = (name: string, options: Partial<NodeConfig>) =>
  Node.create({
    name,
    addAttributes: () => (options.group === "block" ? blockAttributes : htmlAttribute),
    parseHTML: () => [{ tag: name }],
    renderHTML: ({ HTMLAttributes }) => (options.atom ? [name, HTMLAttributes] : [name, HTMLAttributes, 0]),
    ...options,
  });

const paragraph = element("p", {
  group: "block",
  content: "inline*",
  priority: 1000,
  addKeyboardShortcuts() {
    return { "Mod-Alt-0": () => this.editor.commands.setNode("p") };
  },
});

const heading = (name: "h1" | "h2", prefix: RegExp) =>
  element(name, {
    group: "block",
    content: "inline*",
    defining: true,
    parseHTML: () => (name === "h1" ? [{ tag: "h1" }] : [{ tag: "h2" }, { tag: "h3" }, { tag: "h4" }]),
    addKeyboardShortcuts() {
      return { [`Mod-Alt-${name[1]}`]: () => this.editor.commands.setNode(name) };
    },
    addInputRules() {
      return [textblockTypeInputRule({ find: prefix, type: this.type })];
    },
  });

const list = (name: "ul" | "ol", prefix: RegExp) =>
  element(name, {
    group: "block list",
    content: "li+",
    addAttributes: () => blockAttributes,
    addInputRules() {
      return [wrappingInputRule({ find: prefix, type: this.type })];
    },
  });

const item = element("li", {
  content: "p list*",
  defining: true,
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem("li"),
      "Mod-]": () => this.editor.commands.sinkListItem("li"),
      "Mod-[": () => this.editor.commands.liftListItem("li"),
    };
  },
});

const facts = [
  element("dl", { group: "block", content: "(dt | dd)+" }),
  element("dt", { content: "inline*", defining: true }),
  element("dd", { content: "inline*", defining: true }),
];

const rule = element("hr", { group: "block", atom: true });

const lineBreak = element("br", {
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.insertContent({ type: "br" }) };
  },
});

const picture = element("img", {
  group: "inline",
  inline: true,
  atom: true,
  parseHTML: () => [],
  // Nothing is loaded from elsewhere while a mail is written.
  renderHTML: ({ node }) => {
    const { alt } = node.attrs["html"] as Html;
    return ["span", { "data-picture": "" }, alt || "Picture"];
  },
});

const codeAttribute = {
  code: {
    default: "",
    parseHTML: (element: HTMLElement) => element.dataset["code"] ?? "",
    renderHTML: ({ code }: Record<string, unknown>) => ({ "data-code": code as string }),
  },
};

/** Liquid within words: a placeholder, or a condition's beginning or end. */
const liquid = Node.create({
  name: "liquid",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => codeAttribute,
  parseHTML: () => [{ tag: "span[data-code]" }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const code = String(node.attrs["code"]);
    const kind = code.startsWith("{{") ? "value" : "tag";
    return ["span", { ...HTMLAttributes, "data-liquid": kind }, liquidWords(code)];
  },
  renderText: ({ node }) => String(node.attrs["code"]),
  addInputRules() {
    const getAttributes = ([code]: RegExpMatchArray) => ({ code });
    return [
      nodeInputRule({ find: /\{\{[^{}]+\}\}$/, type: this.type, getAttributes }),
      nodeInputRule({ find: /\{%[^%{}]+%\}$/, type: this.type, getAttributes }),
    ];
  },
  addPasteRules() {
    return [
      nodePasteRule({
        find: /\{\{[^{}]+\}\}|\{%[^%{}]+%\}/g,
        type: this.type,
        getAttributes: ([code]) => ({ code }),
      }),
    ];
  },
});

/** A condition's beginning or end between blocks. */
const condition = Node.create({
  name: "condition",
  group: "block",
  atom: true,
  addAttributes: () => ({ ...codeAttribute, raw: unseen, gap: unseen }),
  parseHTML: () => [{ tag: "div[data-code]" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "div",
    { ...HTMLAttributes, "data-liquid": "tag" },
    liquidWords(String(node.attrs["code"])),
  ],
  renderText: ({ node }) => String(node.attrs["code"]),
});

const shortcuts: Partial<Record<(typeof markNames)[number], string>> = { strong: "Mod-b", em: "Mod-i" };
const pastedAs: Partial<Record<(typeof markNames)[number], string[]>> = {
  strong: ["strong", "b"],
  em: ["em", "i"],
  a: ["a[href]", "a[data-href]"],
  b: [],
  i: [],
  span: [],
};

const marks = markNames.map((name) =>
  Mark.create({
    name,
    inclusive: name !== "a",
    addAttributes: () => htmlAttribute,
    parseHTML: () => (pastedAs[name] ?? [name]).map((tag) => ({ tag })),
    renderHTML: ({ HTMLAttributes }) => [name, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      const key = shortcuts[name];
      return key === undefined ? {} : { [key]: () => this.editor.commands.toggleMark(name) };
    },
  }),
);

const undoing = Extension.create({
  name: "undoing",
  addProseMirrorPlugins: () => [history()],
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      "Mod-z": () => undo(editor.state, (transaction) => editor.view.dispatch(transaction)),
      "Mod-y": () => redo(editor.state, (transaction) => editor.view.dispatch(transaction)),
      "Mod-Shift-z": () => redo(editor.state, (transaction) => editor.view.dispatch(transaction)),
    };
  },
});

/** What a mail can be made of in the rich view: the elements that lint allows, under their own names, and Liquid. */
export const richSchema: Extensions = [
  Node.create({ name: "doc", topNode: true, content: "block+" }),
  Node.create({ name: "text", group: "inline" }),
  paragraph,
  heading("h1", /^#\s$/),
  heading("h2", /^##\s$/),
  list("ul", /^\s*[-*]\s$/),
  list("ol", /^\s*1[.)]\s$/),
  item,
  ...facts,
  rule,
  lineBreak,
  picture,
  liquid,
  condition,
  ...marks,
  undoing,
];
