import { expect, test } from "vitest";
import { textOfHtml } from "./text-of-html.ts";

test.each([
  ["<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"],
  ["<h1>Title</h1><p>Text</p>", "Title\n\nText"],
  ["<p>a &lt;b&gt; &amp;amp; &#34;c&#34;</p>", 'a <b> &amp; "c"'],
  ['<p><a href="https://a.example/x#y">Open</a></p>', "Open:\nhttps://a.example/x#y"],
  ['<p>Or <a href="https://a.example/x">open</a> it.</p>', "Or open (https://a.example/x) it."],
  [
    '<p><a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a></p>',
    "https://a.example/x?a=1&b=2",
  ],
  ['<p>Write to <a href="mailto:desk@a.example">desk@a.example</a>.</p>', "Write to desk@a.example."],
  [
    '<dl><dt>Name</dt><dd>jane</dd><dt>Password</dt><dd class="secret">a-b</dd></dl>',
    "Name\njane\n\nPassword\na-b",
  ],
  ["<ul><li>a</li><li>b</li></ul><hr><ol><li>c</li></ol>", "- a\n- b\n\n 1. c"],
  ['<p>x</p><img src="data:image/png;base64,AA==" alt="Logo">', "x"],
])("%s reads %j", (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});
