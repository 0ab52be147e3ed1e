import { languages, type Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { LintFinding, TemplateSource } from "@latchkey/contract/templates.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lintTemplate, type LintSurroundings } from "./lint-template.ts";
import { defaultFrame } from "./mail-frame.ts";
import { renderTemplate } from "./render-template.ts";
import { samplePerson, type SampleSetting, sampleValues } from "./sample-values.ts";
import { builtInTemplate, sourceOf, templateOf } from "./template-source.ts";

const setting: SampleSetting = {
  now: "2026-11-23T14:58:12.000Z",
  installation: {
    publicUrl: "https://access.acme.example",
    productName: "Latchkey",
    companyName: null,
    supportContact: null,
  },
};
const brand = { productName: "Latchkey", companyName: null, supportContact: null };
const around: LintSurroundings = { setting, frame: defaultFrame, brand, missing: [] };
const keys = Object.keys(templateNames) as TemplateKey[];

const accessInfo: TemplateSource = {
  subject: "Your sign-in details",
  preheader: "Sign in soon.",
  html: '<p>Hello {{ user.name }},</p>\n<p>your temporary password is {{ password }} until {{ expiresAt }}. <a href="{{ signInUrl }}">Sign in</a></p>\n{% if stopLink %}<p><a href="{{ stopLink }}">This wasn\'t me</a></p>{% endif %}',
  text: null,
};
const notice: TemplateSource = {
  subject: "Hello",
  preheader: "",
  html: '<p>Hello.</p>{% if stopLink %}<a href="{{ stopLink }}">No</a>{% endif %}',
  text: null,
};

function lint(
  key: TemplateKey,
  changes: Partial<TemplateSource>,
  more: Partial<LintSurroundings> = {},
): LintFinding[] {
  const base = key === "access-info" ? accessInfo : notice;
  return lintTemplate(key, "en", { ...base, ...changes }, { ...around, ...more });
}

const brief = (findings: LintFinding[]) =>
  findings.map(({ rule, level, part, line, column }) => [rule, level, part, line, column]);

test("nothing is wrong with good words", () => {
  expect(lint("access-info", {})).toEqual([]);
  expect(lint("password-changed", {})).toEqual([]);
});

test.each(
  keys.flatMap((key) => (Object.keys(languages) as Language[]).map((locale) => [key, locale] as const)),
)(
  "nothing is wrong with the built-in %s in %s, with its own text part and with a derived one",
  (key, locale) => {
    const builtIn = builtInTemplate(key, locale);
    expect(builtIn).not.toBeNull();
    const source = sourceOf(builtIn!);
    expect(lintTemplate(key, locale, source, around)).toEqual([]);
    expect(lintTemplate(key, locale, { ...source, text: null }, around)).toEqual([]);
  },
);

const stop = '{% if stopLink %}<a href="{{ stopLink }}">No</a>{% endif %}';

test.for<[string, "error" | "warning", Partial<TemplateSource>, number | null, number | null, string]>([
  [
    "syntax",
    "error",
    { html: `<p>\n  {% if user.name %}x</p>${stop}` },
    2,
    3,
    "This can't be read: tag {% if user.name %} not closed.",
  ],
  ["syntax", "error", { subject: "{{ user.name" }, 1, 1, "This can't be read"],
  [
    "syntax",
    "error",
    { html: `{% include "x" %}${stop}` },
    1,
    1,
    "{% include %} can't be used here. Use if, unless, case or comment.",
  ],
  [
    "syntax",
    "error",
    { text: "{{ user.name | date }} {{ stopLink }}" },
    1,
    1,
    "The filter “date” can't be used.",
  ],
  [
    "placeholder-unknown",
    "error",
    { html: `<p>\n{{ user.nam }}</p>${stop}` },
    2,
    4,
    "There is no placeholder “user.nam”. Choose one from the list.",
  ],
  ["placeholder-unknown", "error", { text: "{% if false %}{{ userName }}{% endif %}" }, 1, 18, "“userName”"],
  [
    "placeholder-empty",
    "warning",
    { html: `<p>{{ expiresAt }}</p>${stop}` },
    1,
    7,
    "{{ expiresAt }} is always empty in this mail.",
  ],
  [
    "secret-absent",
    "error",
    { html: `<p>{{ password }}</p>${stop}` },
    1,
    7,
    "This mail carries no password. Remove {{ password }}.",
  ],
  ["secret-absent", "error", { text: "{% if link %}x{% endif %} {{ stopLink }}" }, 1, 7, "carries no link"],
  [
    "secret-exposed",
    "error",
    { subject: "{{ stopLink }}" },
    1,
    4,
    "Inboxes and notifications show the subject. Keep {{ stopLink }} in the mail itself.",
  ],
  ["secret-exposed", "error", { preheader: 'x{{ "a" | default: stopLink }}' }, 1, 20, "show the preheader"],
  ["empty", "error", { subject: " " }, null, null, "Write a subject."],
  ["empty", "error", { html: "\n" }, null, null, "Write the mail."],
  ["control-character", "error", { html: `<p>a\u0000</p>${stop}` }, 1, 5, "can't be seen"],
  ["control-character", "error", { html: `<p>\n\u202Ea</p>${stop}` }, 2, 1, "can't be seen"],
  ["control-character", "error", { subject: "a\uD800" }, 1, 2, "can't be seen"],
  ["control-character", "error", { subject: "a\nBcc: eve@acme.example" }, 1, 2, "one line"],
  [
    "element",
    "error",
    { html: `<p>x</p>\n<script>alert(1)</script>${stop}` },
    2,
    1,
    "<script> can't be used in a mail.",
  ],
  ["element", "error", { html: `<div>x</div>${stop}` }, 1, 1, "<div>"],
  ["element", "error", { html: `<template><p>x</p></template>${stop}` }, 1, 1, "<template>"],
  ["element", "error", { html: `<svg></svg>${stop}` }, 1, 1, "<svg>"],
  [
    "tag-misplaced",
    "error",
    { html: `<p>x</p></div>${stop}` },
    1,
    9,
    "</div> closes nothing. Remove it, or open the element first.",
  ],
  ["tag-misplaced", "error", { html: `<body onload="x">${stop}` }, 1, 1, "<body> can't stand here."],
  ["tag-misplaced", "error", { html: `<{{ user.name }}>${stop}` }, 1, 1, "Write &lt; for a less-than sign."],
  ["tag-misplaced", "error", { html: `1 < 2 ${stop}` }, 1, 3, "Write &lt; for a less-than sign."],
  ["comment", "error", { html: `<!-- [if mso]> x -->${stop}` }, 1, 1, "{% comment %}"],
  ["comment", "error", { html: `<?php x ?>${stop}` }, 1, 1, "{% comment %}"],
  [
    "not-closed",
    "error",
    { html: `<p>x <strong>y</p>${stop}` },
    1,
    6,
    "<strong> is not closed. Add </strong>.",
  ],
  [
    "html-syntax",
    "error",
    { html: `${stop}<p>x</p><a href="https://a.example` },
    1,
    94,
    "The tag is not finished.",
  ],
  ["html-syntax", "error", { html: `<p class="last" class="x">x</p>${stop}` }, 1, 22, "twice"],
  [
    "event-handler",
    "error",
    { html: `<p onclick="x()">x</p>${stop}` },
    1,
    4,
    "A mail can't run programs. Remove onclick.",
  ],
  ["event-handler", "error", { html: `<p ONMOUSEOVER=x>x</p>${stop}` }, 1, 4, "Remove onmouseover."],
  [
    "attribute",
    "error",
    { html: `<p style="color:red">x</p>${stop}` },
    1,
    4,
    "The layout gives every element its look.",
  ],
  [
    "attribute",
    "error",
    { html: `<p {% if user.name %}dir="ltr"{% endif %}>x</p>${stop}` },
    1,
    4,
    "Liquid can't stand inside a tag.",
  ],
  [
    "attribute",
    "error",
    { html: `<p class="{{ user.name }}">x</p>${stop}` },
    1,
    4,
    "Liquid can't stand in “class”.",
  ],
  [
    "attribute",
    "error",
    { html: `<a href={{stopLink}}>x</a>` },
    1,
    4,
    "Put the value of “href” between quotes.",
  ],
  [
    "attribute",
    "error",
    { html: `<img src="https://a.example/a.png" alt="<p >">` },
    1,
    36,
    "can't hold < or >",
  ],
  ["attribute", "error", { html: `<p dir="up">x</p>${stop}` }, 1, 4, "has a value that can't be used here"],
  [
    "link-address",
    "error",
    { html: `<a href="javascript:alert(1)">x</a>${stop}` },
    1,
    1,
    "A link can't run a program.",
  ],
  [
    "link-address",
    "error",
    { html: `<a href=" java\tscript:alert(1)">x</a>${stop}` },
    1,
    1,
    "A link can't run a program.",
  ],
  [
    "link-address",
    "error",
    { html: `<a href="&#106;avascript:alert(1)">x</a>${stop}` },
    1,
    1,
    "A link can't run a program.",
  ],
  [
    "link-address",
    "error",
    { html: `<a href="{{ user.name }}">x</a>${stop}` },
    1,
    1,
    "Let the link lead to an https, mailto or tel address",
  ],
  ["link-address", "error", { html: `<a href="http://a.example">x</a>${stop}` }, 1, 1, "https"],
  [
    "link-address",
    "error",
    { html: `<a href="https://evil.example/?{{ stopLink }}">x</a>` },
    1,
    1,
    "one placeholder",
  ],
  ["link-address", "error", { html: `<a>x</a>${stop}` }, 1, 1, "leads nowhere"],
  [
    "link-text",
    "error",
    { html: `<a href="https://evil.example/">acme.example</a>${stop}` },
    1,
    1,
    "The link shows acme.example but leads to evil.example.",
  ],
  [
    "link-text",
    "error",
    { html: `<a href="https://evil.example/">{{ signInUrl }}</a>${stop}` },
    1,
    1,
    "The link shows access.acme.example but leads to evil.example.",
  ],
  [
    "link-text",
    "error",
    { html: `<a href="{{ stopLink }}">https://www.<b>bank</b>.example</a>` },
    1,
    1,
    "The link shows www.bank.example",
  ],
  [
    "remote-picture",
    "error",
    { html: `<img src="https://a.example/a.png" alt="x">${stop}` },
    1,
    1,
    "Remove it from a mail with a secret.",
  ],
  [
    "remote-picture",
    "warning",
    { html: `<img src="https://a.example/a.png" alt="x">` },
    1,
    1,
    "Many inboxes don't load it.",
  ],
  [
    "picture-address",
    "error",
    { html: `<img src="data:image/svg+xml;base64,AA==" alt="x">${stop}` },
    1,
    1,
    "PNG, JPEG or GIF",
  ],
  [
    "picture-address",
    "error",
    { html: `<img src="data:image/png;base64,AAAAA" alt="not whole">${stop}` },
    1,
    1,
    "travels with the mail",
  ],
  [
    "picture-address",
    "error",
    { html: `<img src="data&#58;image/png;base64,AA==" alt="written in another way">${stop}` },
    1,
    1,
    "travels with the mail",
  ],
  ["picture-text", "warning", { html: `<img src="data:image/png;base64,AA==">${stop}` }, 1, 1, "Say in alt"],
  ["stop-link-missing", "warning", { html: "<p>x</p>" }, null, null, "Add {{ stopLink }}."],
  [
    "too-large",
    "error",
    { html: `${stop}${"<li>x</li>".repeat(4500)}` },
    null,
    null,
    "inboxes cut off what is over 100 kB",
  ],
])("%s is an %s (%#)", ([rule, level, changes, line, column, message]) => {
  const found = lint("password-changed", changes).filter((finding) => finding.rule === rule);
  expect(found.map((each) => [each.level, each.line, each.column])).toContainEqual([level, line, column]);
  expect(found.map((each) => each.message).join("\n")).toContain(message);
  for (const each of found) expect(each.message).toMatch(/^[A-Z“<{].*[.]$/);
});

test.each<[TemplateKey, string, Partial<TemplateSource>, string]>([
  [
    "password-change-link",
    "link-missing",
    { html: `<p>x</p>${stop}` },
    "The link is missing. Add {{ link }}.",
  ],
  [
    "password-change-link",
    "link-missing",
    { html: `{% if user.firstName %}{{ link }}{% endif %}${stop}` },
    "The link is missing for some readers.",
  ],
  [
    "password-change-link",
    "link-missing",
    { html: `{{ link }}${stop}`, text: "x" },
    "The link is missing in the text part.",
  ],
  [
    "access-info",
    "password-missing",
    { html: `{{ signInUrl }} temporary {{ expiresAt }}${stop}` },
    "The password is missing. Add {{ password }}.",
  ],
  [
    "access-info",
    "signInUrl-missing",
    { html: `{{ password }} temporary {{ expiresAt }}${stop}` },
    "The sign-in address is missing.",
  ],
  [
    "recovery-stopped",
    "recordUrl-missing",
    { html: "<p>x</p>" },
    "The address of the user record is missing.",
  ],
])("%s: %s (%#)", (key, rule, changes, message) => {
  const found = lint(key, changes);
  expect(brief(found.filter((finding) => finding.rule === rule))).toEqual([
    [rule, "error", changes.text === undefined ? "html" : "text", null, null],
  ]);
  expect(found.find((finding) => finding.rule === rule)?.message).toContain(message);
});

test("a mailed password without its end, or not called temporary, is warned of", () => {
  const html = `{{ password }} {{ signInUrl }}${stop}`;
  for (const lacking of [`${html} temporary`, `${html} until {{ expiresAt }}`]) {
    expect(brief(lint("access-info", { html: lacking }))).toEqual([
      ["temporary-missing", "warning", "html", null, null],
    ]);
  }
  expect(lint("access-info", { html: `${html} temporary {{ expiresAt }}` })).toEqual([]);
  expect(brief(lint("password-change-link", { html: `{{ link }}${stop}` }))).toEqual([
    ["expiry-missing", "warning", "html", null, null],
  ]);
});

test("languages in which nobody wrote the template are named", () => {
  const [finding] = lint("password-changed", {}, { missing: ["de", "ja"] });
  expect(finding).toMatchObject({ rule: "language-missing", level: "warning", part: "template" });
  expect(finding?.message).toContain("Deutsch, 日本語");
});

test.each([
  "{{",
  "{%",
  "<",
  "<p>",
  "<b>",
  "<!--",
  "{% if user.name %}",
  "{{x}}",
  '<a href="{{ link }}">',
  "a-",
  '<p class="',
])("a template full of %s is answered with a bounded list of findings that has an error", (piece) => {
  const html = piece.repeat(50_000 / piece.length);
  const findings = lint("password-change-link", { html });
  expect(findings.length).toBeLessThanOrEqual(100);
  expect(findings[0]?.level).toBe("error");
});

test("of more than a hundred errors the first are told, and that there are more", () => {
  const findings = lint("password-changed", { html: `${"<p>\n</div>\n</p>".repeat(101)}${stop}` });
  expect(findings).toHaveLength(100);
  expect(findings.slice(0, 99).map(({ line }) => line)).toEqual(
    Array.from({ length: 99 }, (_, index) => 2 + 2 * index),
  );
  expect(findings.at(-1)?.message).toBe("… and more: what is left is told when this is mended.");
  const hundred = lint("password-changed", { html: `${"<p></div></p>".repeat(100)}${stop}` });
  expect(hundred.map(({ rule }) => rule)).toEqual(Array.from({ length: 100 }, () => "tag-misplaced"));
});

test("five hundred placeholders and conditions can be told apart, more are refused where they begin", () => {
  const some = "{{ actor }}".repeat(498);
  expect(lint("password-changed", { html: `${some}${stop}` })[0]).toMatchObject({ rule: "syntax", line: 1 });
  expect(lint("password-changed", { html: `${some}\n{{ stopLink }}\n{{ actor }}` })).toEqual([]);
  for (const html of [`${some}{{1}}{{1}}\n{{1}}`, `${some}\n{{ "" | default: link, link, link }}`]) {
    const [first] = lint("password-change-link", { html });
    expect(first).toMatchObject({ rule: "syntax", part: "html", line: 2 });
    expect(first?.message).toBe("There are more than 500 placeholders and conditions here. Shorten it.");
  }
});

test.each([
  ["elements a hundred deep", "<b>".repeat(101)],
  [
    "elements that come back in each paragraph",
    `<p>${Array.from({ length: 90 }, (_, index) => `<b a${index}>`).join("")}</p>${"<p>x</p>".repeat(3000)}`,
  ],
])("%s are told once, and nobody waits for them", (_what, html) => {
  expect(brief(lint("password-changed", { html: `${html}${stop}` }))).toEqual([
    ["nested", "error", "html", null, null],
  ]);
});

test("an error after many warnings is found, and told first", () => {
  const html = `${'<img src="https://a.example/a.png">'.repeat(200)}<script>x</script>`;
  const [first] = lint("password-changed", { html });
  expect(first).toMatchObject({ rule: "element", level: "error" });
});

test("where lint finds no error, nobody's name breaks the mail", () => {
  const pieces = fc.constantFrom(
    "<p>",
    "</p>",
    '<p class="last">',
    "<strong>",
    "</strong>",
    '<a href="{{ link }}">',
    "</a>",
    "{{ link }}",
    "{{ user.name }}",
    "{% if user.firstName %}",
    "{% endif %}",
    "{% else %}",
    '<img src="x" alt="{{ user.name }}">',
    "<bdi>",
    "</bdi>",
    " onload=",
    "x",
    "'",
    '"',
    "<",
    ">",
    "<br>",
    "{%",
    "%}",
    "{{",
    "}}",
    "&lt;",
  );
  const hostile = fc.constantFrom(
    "img src=x onerror=alert(1) ",
    "p>",
    "<script>",
    '" onload="x',
    "' x='",
    "{{ password }}",
    "-->",
    "</p>",
    "x",
  );
  let clean = 0;
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), hostile, (parts, name) => {
      const source = { subject: "x", preheader: "", html: `{{ link }}${parts.join("")}`, text: null };
      if (lintTemplate("password-change-link", "en", source, around).some(({ level }) => level === "error"))
        return;
      clean += 1;
      const render = (person: string) =>
        renderTemplate(
          "password-change-link",
          sampleValues(setting, "password-change-link", brand, {
            person: { ...samplePerson, firstName: person, name: person },
          }),
          { locale: "en", timeZone: "UTC" },
          { template: templateOf("password-change-link", "en", source), frame: defaultFrame },
        ).html;
      const skeleton = (html: string) => html.replaceAll(/alt="[^"]*"/g, "alt").match(/<[^>]*>/g);
      expect(skeleton(render(name))).toEqual(skeleton(render("Jane")));
    }),
    { numRuns: 1000 },
  );
  expect(clean).toBeGreaterThan(50);
});
