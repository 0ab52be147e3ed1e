import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { expect, test } from "vitest";
import { contrast } from "./contrast.ts";
import { exampleValues } from "./example-values.ts";
import { invertMail, invertPair } from "./inversion.ts";
import { lintLayout } from "./lint-layout.ts";
import { defaultLayout } from "./mail-frame.ts";
import { inTheme } from "./mail-style.ts";
import { renderTemplate } from "./render-template.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Shown = { words: string; front: string; back: string };

const reader = { locale: "en", timeZone: "Europe/London" };

test.each(Object.keys(templateNames) as TemplateKey[])(
  "every word of %s can be read in the light and where an inbox inverts it, in part or in full",
  (key) => {
    const { html } = renderTemplate(key, exampleValues[key], reader);
    const looks = {
      light: inTheme(html, "light"),
      partial: invertMail(html, "partial"),
      full: invertMail(html, "full"),
    };
    for (const [look, rendered] of Object.entries(looks)) {
      const shown = wordsIn(rendered);
      expect(shown.length).toBeGreaterThan(10);
      for (const { words, front, back } of shown) {
        expect
          .soft(contrast(front, back), `${look}: ${words}, ${front} on ${back}`)
          .toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(wordsIn(looks.full)[0]).not.toEqual(wordsIn(looks.light)[0]);
  },
);

test("in part, only light backgrounds and dark letters turn over; in full, everything", () => {
  const button = { front: "#ffffff", back: "#00757a" } as const;
  expect(invertPair(button, "partial")).toEqual(button);
  expect(invertPair(button, "full")).toEqual({ front: "#000000", back: "#85faff" });
  expect(invertPair({ front: "#161b20", back: "#ffffff" }, "partial")).toEqual({
    front: "#dfe4e9",
    back: "#000000",
  });
});

test("a layout that can be read in the light, and not where it is inverted, is warned of", () => {
  const light = { accent: "#0000ff", onAccent: "#ffffff", page: "#ffffff" };
  const findings = lintLayout({ ...defaultLayout, colours: { ...defaultLayout.colours, light } });
  expect(findings.map(({ rule, level }) => [rule, level])).toContainEqual(["contrast-inverted", "warning"]);
  expect(lintLayout(defaultLayout)).toEqual([]);
});

test("a logo that is cut off is refused: it would be no picture to the mail service", () => {
  const logo = "data:image/png;base64,iVBOR";
  expect(lintLayout({ ...defaultLayout, logo })).toMatchObject([{ rule: "picture-address", level: "error" }]);
});

/** The words of a mail, with their colour and that behind them, as its inline styles have it. */
function wordsIn(html: string): Shown[] {
  const shown: Shown[] = [];
  const look = (nodes: readonly Node[], front: string, back: string) => {
    for (const node of nodes) {
      if (node.nodeName === "#text" && "value" in node && node.value.trim() !== "") {
        shown.push({ words: node.value.trim(), front, back });
      }
      if (!("tagName" in node) || node.tagName === "head") continue;
      const style = node.attrs.find(({ name }) => name === "style")?.value ?? "";
      if (style.includes("display:none")) continue;
      const colour = (name: string) => new RegExp(`(?:^|;)${name}:(#[0-9a-f]{6})`).exec(style)?.[1];
      look(node.childNodes, colour("color") ?? front, colour("background-color") ?? back);
    }
  };
  look(parse(html).childNodes, "#000000", "#ffffff");
  return shown;
}
