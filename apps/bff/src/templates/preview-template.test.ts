import { pathOf } from "@latchkey/contract/client.ts";
import {
  previewTemplate,
  readTemplatePreviewHtml,
  saveTemplate,
  type TemplatePreview,
  type TemplateSource,
} from "@latchkey/contract/templates.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { refusal, startApp, type Browser } from "../test/start.ts";

const mail = { key: "password-change-link", locale: "en", source: null, layout: null, userId: null } as const;
const source: TemplateSource = {
  subject: "For {{ user.name }}",
  preheader: "Until {{ expiresAt }}",
  html: '<p>Dear {{ user.name }}, <a href="{{ link }}">choose</a> until {{ expiresAt }}.</p><p><a href="{{ stopLink }}">No</a></p>',
  text: null,
};

test("a sample comes in the built-in words, with secrets that are samples", async () => {
  const app = await startApp();
  const { preview, findings } = await app.admin.call(previewTemplate, { body: mail });

  expect(findings).toEqual([]);
  expect(preview).toMatchObject({
    subject: "Choose a new password for Latchkey",
    locale: "en",
    reader: { name: "Jane Okafor", locale: "en", timeZone: "UTC" },
  });
  expect(preview?.text).toContain("http://localhost:3000/reset-password#sample-that-works-nowhere");
  const html = await (await open(app.admin, preview!)).text();
  expect(Buffer.byteLength(html)).toBe(preview?.bytes);
  expect(html).toContain("/stop#sample-that-works-nowhere");
});

test("a real user reads words in their language, and moments in their language and time zone; names are text", async () => {
  const app = await startApp();
  const user = await app.createUser({
    firstName: "{{ link }}",
    lastName: "<script>alert(1)</script>",
    language: "de",
    timeZone: "Asia/Tokyo",
  });

  const saved = await app.admin.call(previewTemplate, { body: { ...mail, userId: user.id } });
  expect(saved.preview).toMatchObject({ locale: "de", reader: { locale: "de-JP", timeZone: "Asia/Tokyo" } });

  const typed = await app.admin.call(previewTemplate, { body: { ...mail, source, userId: user.id } });
  expect(typed.preview).toMatchObject({ locale: "en", subject: "For {{ link }} <script>alert(1)</script>" });
  expect(typed.preview?.preheader).toMatch(/^Until \w+tag, .* Japan \(Ortszeit\)$/);
  const html = await (await open(app.admin, typed.preview!)).text();
  expect(html).toContain("Dear {{ link }} &lt;script&gt;alert(1)&lt;/script&gt;,");
  await refusal(app.admin.call(previewTemplate, { body: { ...mail, userId: newId() } }), "not-found");
});

test("one that another key sealed is not there any more", async () => {
  const app = await startApp();
  const { preview } = await app.admin.call(previewTemplate, { body: mail });
  await app.db.updateTable("templatePreviews").set({ sealed: "no longer readable" }).execute();
  expect((await open(app.admin, preview!)).status).toBe(404);
});

test("the HTML part is a document that may do nothing, in the light, in the dark or as the browser is", async () => {
  const app = await startApp();
  const { preview } = await app.admin.call(previewTemplate, { body: mail });

  const response = await open(app.admin, preview!);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/html; charset=UTF-8",
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "cache-control": "no-store",
  });
  expect(await response.text()).toContain("@media (prefers-color-scheme:dark)");
  const dark = await (await open(app.admin, preview!, "dark")).text();
  expect(dark).toContain("@media all{");
  expect(dark).toContain('<meta name="color-scheme" content="dark">');
  const light = await (await open(app.admin, preview!, "light")).text();
  expect(light).toContain("@media not all{");
  expect(light).toContain(":root{color-scheme:light;");
});

test("a preview is its owner's alone, and is gone after ten minutes or twenty newer ones", async () => {
  const app = await startApp();
  const password = "quiet harbour lamp 51";
  await app.createUser({ userName: "second.admin", type: "system-administrator", password });
  await app.createUser({ userName: "jane", password });
  const { preview } = await app.admin.call(previewTemplate, { body: mail });
  const status = async (browser: Browser) => (await open(browser, preview!)).status;

  expect(preview?.id).toMatch(/^[\w-]{43}$/);
  expect(await status(await app.signIn("second.admin", password))).toBe(404);
  expect(await status(await app.signIn("jane", password))).toBe(403);
  expect(await status(app.visitor())).toBe(401);
  expect((await app.admin.fetch("/api/template-previews/x/html")).status).toBe(404);
  expect(await status(app.admin)).toBe(200);

  for (let newer = 0; newer < 19; newer++) await app.admin.call(previewTemplate, { body: mail });
  expect(await status(app.admin)).toBe(200);
  await app.admin.call(previewTemplate, { body: mail });
  expect(await status(app.admin)).toBe(404);

  const { preview: last } = await app.admin.call(previewTemplate, { body: mail });
  app.clock.advance({ minutes: 10 });
  expect((await open(app.admin, last!)).status).toBe(404);
});

test("words that are not saved are shown with what is wrong with them; those that can't be rendered are not", async () => {
  const app = await startApp();
  const withoutLink = { ...source, html: "<p>Hello</p>" };
  const shown = await app.admin.call(previewTemplate, { body: { ...mail, source: withoutLink } });
  expect(shown.preview?.text).toContain("Hello");
  expect(shown.findings.map(({ rule }) => rule)).toContain("link-missing");

  for (const html of ["{% if", "{{ user.name }}".repeat(501)]) {
    const broken = await app.admin.call(previewTemplate, { body: { ...mail, source: { ...source, html } } });
    expect(broken.preview).toBeNull();
    expect(broken.findings).toMatchObject([{ rule: "syntax", part: "html" }, {}, {}]);
  }
});

test("a layout that is not saved is shown, with what is wrong with it", async () => {
  const app = await startApp();
  const layout = {
    ...defaultLayout,
    productName: "Acme Keys",
    logo: "data:image/png;base64,iVBORw0KGgo=",
    footers: { en: "Yours, {{ productName }}" },
    colours: { ...defaultLayout.colours, light: { accent: "#ffff00", onAccent: "#ffffff", page: "#ffffff" } },
  };
  const { preview, findings } = await app.admin.call(previewTemplate, { body: { ...mail, layout } });
  expect(preview?.subject).toBe("Choose a new password for Acme Keys");
  expect(preview?.text).toMatch(/Yours, Acme Keys\n$/);
  const html = await (await open(app.admin, preview!)).text();
  expect(html).toContain('<img src="data:image/png;base64,iVBORw0KGgo=" alt="Acme Keys"');
  expect(html).toContain("background-color:#ffff00");
  expect(findings.map(({ rule }) => rule)).toContain("contrast");
});

test("without words of one's own, those in force are shown", async () => {
  const app = await startApp();
  await app.admin.call(saveTemplate, {
    params: { key: "password-change-link", locale: "en" },
    body: { ...source, basedOn: 0, note: "" },
  });
  const { preview } = await app.admin.call(previewTemplate, { body: mail });
  expect(preview?.subject).toBe("For Jane Okafor");
});

function open(browser: Browser, { id }: TemplatePreview, theme?: "light" | "dark"): Promise<Response> {
  return browser.fetch(
    pathOf(readTemplatePreviewHtml, {
      params: { previewId: id },
      query: theme === undefined ? {} : { theme },
    }),
  );
}
