import { expect, test } from "vitest";
import { builtInTemplates } from "./built-in-templates.ts";
import { type MailTemplate, parseTemplate } from "./parse-template.ts";
import { secretPlaceholders } from "./template-values.ts";

const plain: MailTemplate = {
  locale: "en",
  direction: "ltr",
  subject: "Subject",
  preheader: "Preheader",
  html: "<p>Body</p>",
  text: "Body",
  footer: "Footer",
};

test("a template object is parsed once", () => {
  expect(parseTemplate(plain)).toBe(parseTemplate(plain));
});

test.each([
  '{% include "secret.html" %}',
  '{% render "secret.html" %}',
  '{% layout "secret.html" %}',
  "{% block a %}{% endblock %}",
  "{% raw %}{{ link }}{% endraw %}",
  "{% for i in (1..1000000) %}x{% endfor %}",
  "{% tablerow i in (1..9) %}x{% endtablerow %}",
  "{% capture link %}x{% endcapture %}",
  '{% assign link = "https://elsewhere.example" %}',
  "{% liquid echo link %}",
  "{% echo link %}",
  '{% cycle "a", "b" %}',
  "{% increment n %}",
  "{% constructor %}",
])("the tag in %s is refused", (source) => {
  expect(() => parseTemplate({ ...plain, html: source })).toThrow(/tag "\w+" not found/);
  expect(() => parseTemplate({ ...plain, text: source })).toThrow(/tag "\w+" not found/);
});

test.each(["raw", "date", "append", "url_decode", "nonsense", "constructor"])(
  "the filter %s is refused",
  (filter) => {
    expect(() => parseTemplate({ ...plain, html: `{{ user.name | ${filter} }}` })).toThrow(
      `undefined filter: ${filter}`,
    );
  },
);

test.each(["userName", "user.passwordHash", "user.name.constructor", "process", 'user["__proto__"]'])(
  "the unknown placeholder %s is refused, even in a branch that is never taken",
  (name) => {
    expect(() => parseTemplate({ ...plain, text: `{{ ${name} }}` })).toThrow(/can not be used here/);
    expect(() => parseTemplate({ ...plain, html: `{% if stopLink %}{{ ${name} }}{% endif %}` })).toThrow(
      /can not be used here/,
    );
    expect(() => parseTemplate({ ...plain, html: `{{ user[${name}] }}` })).toThrow();
  },
);

test.each(secretPlaceholders)("%s is welcome in the bodies only", (name) => {
  const output = `{{ ${name} }}`;
  for (const part of ["subject", "preheader", "footer"] as const) {
    expect(() => parseTemplate({ ...plain, [part]: output })).toThrow(
      `The placeholder ${name} can not be used here`,
    );
  }
  const parsed = parseTemplate({ ...plain, html: output, text: output });
  expect([parsed.html({ [name]: 'a"b' }), parsed.text!({ [name]: 'a"b' })]).toEqual(["a&#34;b", 'a"b']);
});

test("a value that is not in the scope is an error, a null one is nothing", () => {
  const parsed = parseTemplate({ ...plain, html: "[{{ companyName }}]" });
  expect(() => parsed.html({})).toThrow("undefined variable: companyName");
  expect(() => parsed.html(Object.create({ companyName: "inherited" }))).toThrow(
    "undefined variable: companyName",
  );
  expect(parsed.html({ companyName: null })).toBe("[]");
});

test("a template of boundless length is refused", () => {
  expect(() => parseTemplate({ ...plain, html: "x".repeat(400_001) })).toThrow("parse length limit exceeded");
});

test("values of boundless length are refused", () => {
  const parsed = parseTemplate({ ...plain, html: "{{ user.name }}" });
  expect(() => parsed.html({ user: { name: "x".repeat(1_000_001) } })).toThrow("memory alloc limit exceeded");
});

test.each(Object.entries(builtInTemplates.en))(
  "%s uses only elements that have a style",
  (_key, template) => {
    const bare = template.html.replace(/<(h1|h2|p|a|dl|dt|dd|ol|ul|li|strong|hr|bdi)[\s>]/g, "");
    expect(bare).not.toMatch(/<[a-z]/);
  },
);
