import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readRichDocument, type RichNode, writeRichDocument } from "./rich-document.ts";

/** Reads a source and writes it again, with a change in between. */
function roundTrip(source: string, change: (blocks: RichNode[]) => RichNode[] = (blocks) => blocks): string {
  const document = readRichDocument(source);
  if (document.kind === "source-only") throw new Error(document.reason);
  return writeRichDocument({ ...document, blocks: change(document.blocks) });
}

const mail = `<h1>Choose a new password</h1>
<p>Hello <bdi>{{ user.firstName | default: user.name }}</bdi>,</p>
{% if actorIsYou -%}
<p>You asked for it.</p>
{%- else -%}
<p>{{ actor | capitalize }} asked for it: <strong translate="no"><bdi>{{ user.userName }}</bdi></strong>.</p>
{%- endif %}
<p class="action"><a class="button" href="{{ link }}">Choose   a
new&nbsp;password</a></p>
<dl>
  <dt>Password</dt>
  <dd class="secret" translate="no" dir="ltr">{{ password }}</dd>
</dl>
<ol>
<li>One</li>
<li>Two
<ul><li>Deep &amp; deeper</li></ul>
</li>
</ol>
<hr>
<p class='last'>Not you?{% if stopLink %} <a href="{{ stopLink }}">Stop it</a>.{% endif %}<br>Bye</p>
`;

describe("a source that was not changed", () => {
  it.each([
    mail,
    "",
    "\n\n",
    "<p>One</p><p>Two</p>",
    "<p>not closed<p>nor this\n\n\n",
    "  <P CLASS=last>Loud</P>",
    "<p>5 &gt; 4, {{ user.name }} & co.</p>",
    "<p><strong>a <em>b</em></strong><em> c</em></p>",
    "<p>{{ unfinished</p>",
  ])("comes back letter by letter: %j", (source) => {
    expect(roundTrip(source)).toBe(source);
  });

  test("whatever it is made of", () => {
    const words = fc.stringMatching(/^[a-zA-Z0-9 .,&;{}%äß\n]*$/);
    const inline = fc.oneof(
      words,
      fc.constantFrom("{{ user.name }}", "{% if stopLink %}x{% endif %}", "<br>", "&amp;", "&nbsp;"),
      words.map((text) => `<strong>${text}</strong>`),
      words.map((text) => `<a href="{{ link }}"><em>${text}</em></a>`),
    );
    const paragraph = fc.array(inline).map((parts) => `<p>${parts.join("")}</p>`);
    const list = fc
      .array(inline, { minLength: 1 })
      .map((items) => `<ul><li>${items.join("</li><li>")}</li></ul>`);
    const blocks = fc.array(fc.oneof(paragraph, list, fc.constant("<hr>"), fc.constant("{% endif %}")));
    const gap = fc.constantFrom("", "\n", "\n\n  ");
    fc.assert(
      fc.property(blocks, gap, (parts, between) => {
        const source = parts.join(between);
        fc.pre(readRichDocument(source).kind === "rich");
        expect(roundTrip(source)).toBe(source);
      }),
    );
  });
});

describe("a source that was changed", () => {
  it("is written anew where it was changed, and nowhere else", () => {
    const source = "<p class='last'>Old</p>\n\n<p class='last'>Kept</p>";
    const changed = roundTrip(source, ([first, ...rest]) => [
      { ...first!, content: [{ type: "text", text: "New < & {{ link }}" }] },
      ...rest,
    ]);
    expect(changed).toBe(`<p class="last">New &lt; &amp; {{ link }}</p>\n\n<p class='last'>Kept</p>`);
  });

  it("keeps both halves of a block that was split", () => {
    const changed = roundTrip("<p>One two</p>\n", ([block]) => [
      { ...block!, content: [{ type: "text", text: "One" }] },
      { ...block!, content: [{ type: "text", text: "two" }] },
    ]);
    expect(changed).toBe("<p>One</p>\n<p>two</p>\n");
  });

  it("has its marks and lists written as HTML", () => {
    const changed = roundTrip("", () => [
      {
        type: "ul",
        content: [
          {
            type: "li",
            content: [
              {
                type: "p",
                content: [
                  { type: "text", text: "a", marks: [{ type: "bdi" }, { type: "strong" }] },
                  { type: "liquid", attrs: { code: "{{ user.name }}" }, marks: [{ type: "strong" }] },
                  { type: "text", text: "c" },
                ],
              },
            ],
          },
        ],
      },
    ]);
    expect(changed).toBe("<ul>\n<li><strong><bdi>a</bdi>{{ user.name }}</strong>c</li>\n</ul>");
  });
});

test.each([
  ["<table><tr><td>x</td></tr></table>", "Rich text can't show <table>."],
  ["<p>a <code>b</code></p>", "Rich text can't show <code> within words."],
  ["<ul>{% if stopLink %}<li>a</li>{% endif %}</ul>", /between the parts of <ul>/],
  ["Bare words", /in no paragraph/],
  ["{{ user.name }}", /in no paragraph/],
  ["<!-- a --><p>b</p>", "Rich text can't show comments."],
  ["<p class=a class=b>x</p>", "There is a mistake in the HTML, in line 1."],
  ["<p>a</p>{% if 1 < 2 %}<p>b</p>{% endif %}", /holds < or &/],
  ["<p><span><span>a</span></span></p>", "Rich text can't show <span> within <span>."],
])("what the rich view can't show is edited as source only: %j", (source, reason) => {
  expect(readRichDocument(source)).toEqual({
    kind: "source-only",
    reason: typeof reason === "string" ? reason : expect.stringMatching(reason),
  });
});
