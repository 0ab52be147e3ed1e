import {
  dropMailLayoutDraft,
  getMailLayout,
  getMailLayoutVersion,
  getTemplate,
  lintMailLayout,
  listMailLayoutVersions,
  listTemplates,
  type MailLayout,
  resetMailLayout,
  restoreMailLayout,
  saveMailLayout,
  saveMailLayoutDraft,
} from "@latchkey/contract/templates.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import { expect, test } from "vitest";
import { outcomes } from "../test/outcomes.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const acme: MailLayout = {
  ...defaultLayout,
  productName: "Acme Keys",
  footers: { en: "From {{ productName }}" },
};

test("the layout that comes with the product is in order, and names the installation", async () => {
  const app = await startApp();
  expect(await app.admin.call(getMailLayout, {})).toEqual({
    origin: "default",
    version: 0,
    latest: null,
    layout: defaultLayout,
    defaultLayout,
    installation: { productName: "Latchkey", companyName: null, supportContact: null },
    draft: null,
    findings: [],
  });
});

test("Save, Restore and Reset to Default make versions; each is audited with the difference", async () => {
  const app = await startApp();
  const saved = await save(app, acme, 0);
  expect(saved).toMatchObject({
    origin: "edited",
    version: 1,
    layout: acme,
    latest: { author: "root.admin" },
  });
  const { layout: listed } = await app.admin.call(listTemplates, {});
  expect(listed).toMatchObject({ origin: "edited", latest: { number: 1 }, hasDraft: false });
  await save(app, { ...acme, logo: "data:image/png;base64,iVBORw0KGgo=" }, 1);
  const reset = await app.admin.call(resetMailLayout, { body: { basedOn: 2, note: "Out" } });
  expect(reset).toMatchObject({ origin: "default", version: 3, layout: defaultLayout });
  const restored = await app.admin.call(restoreMailLayout, { body: { number: 1, basedOn: 3, note: "" } });
  expect(restored).toMatchObject({ origin: "edited", version: 4, layout: acme, latest: { restores: 1 } });

  const { versions } = await app.admin.call(listMailLayoutVersions, {});
  expect(versions.map(({ kind }) => kind)).toEqual(["restored", "reset", "edited", "edited"]);
  const version = async (number: number) =>
    (await app.admin.call(getMailLayoutVersion, { params: { number } })).layout.productName;
  expect([await version(0), await version(1), await version(3)]).toEqual([null, "Acme Keys", null]);
  const events = await app.db
    .selectFrom("auditEvents")
    .selectAll()
    .where("action", "like", "layout.%")
    .orderBy("id")
    .execute();
  expect(events.map(({ action, details }) => [action, JSON.parse(details).difference])).toEqual([
    [
      "layout.saved",
      "- productName: (default)\n+ productName: Acme Keys\n+ footer en: From {{ productName }}",
    ],
    ["layout.saved", "- logo: (default)\n+ logo: image/png, 34 characters"],
    [
      "layout.reset",
      "- productName: Acme Keys\n+ productName: (default)\n- logo: image/png, 34 characters\n+ logo: (default)\n- footer en: From {{ productName }}",
    ],
    [
      "layout.restored",
      "- productName: (default)\n+ productName: Acme Keys\n+ footer en: From {{ productName }}",
    ],
  ]);
});

test("of many who save one version at once exactly one wins", async () => {
  const app = await startApp();
  expect(await outcomes(20, (index) => save(app, { ...acme, productName: `P${index}` }, 0))).toEqual({
    done: 1,
    "version-conflict": 19,
  });
});

test("a draft is kept, and dropped", async () => {
  const app = await startApp();
  await app.admin.call(saveMailLayoutDraft, { body: { layout: acme, basedOn: 0 } });
  expect((await app.admin.call(getMailLayout, {})).draft).toMatchObject({ content: acme, basedOn: 0 });
  await app.admin.call(dropMailLayoutDraft, {});
  expect((await app.admin.call(getMailLayout, {})).draft).toBeNull();
});

const light = defaultLayout.colours.light;
test.each<[string, "error" | "warning", Partial<MailLayout>, string]>([
  [
    "contrast",
    "error",
    { colours: { ...defaultLayout.colours, light: { ...light, accent: "#ffd000" } } },
    "Links can hardly be read in the light theme",
  ],
  [
    "contrast",
    "error",
    { colours: { ...defaultLayout.colours, light: { ...light, onAccent: "#808080" } } },
    "The words on a button",
  ],
  [
    "contrast",
    "error",
    { colours: { ...defaultLayout.colours, dark: { ...defaultLayout.colours.dark, page: "#888888" } } },
    "The footer can hardly be read in the dark theme",
  ],
  [
    "placeholder-unknown",
    "error",
    { footers: { en: "{{ nobody }}" } },
    "Footer, English: there is no placeholder “nobody”.",
  ],
  ["secret-exposed", "error", { footers: { de: "{{ password }}" } }, "Footer, Deutsch: every mail has it."],
  ["syntax", "error", { footers: { en: "{% if %}" } }, "Footer, English: This can't be read"],
  ["language-missing", "warning", { footers: { en: "Hello" } }, "Deutsch, Français"],
])("lint finds %s (%s)", async (rule, level, changes, message) => {
  const app = await startApp();
  const layout = { ...defaultLayout, ...changes };
  const { findings } = await app.admin.call(lintMailLayout, { body: layout });
  expect(findings.filter((finding) => finding.rule === rule)).toContainEqual(
    expect.objectContaining({ level, part: "layout", message: expect.stringContaining(message) }),
  );
  if (level === "warning") return expect((await save(app, layout, 0)).version).toBe(1);
  await expectUnchanged(app, async () => {
    const { errors } = await refusal(save(app, layout, 0), "invalid-fields");
    expect(errors?.[0]?.pointer).toBe("/layout");
  });
});

test.each([
  ["/layout/logo", { logo: "data:image/svg+xml;base64,PHN2Zz4=" }],
  ["/layout/logo", { logo: "https://acme.example/logo.png" }],
  ["/layout/logo", { logo: `data:image/png;base64,${"A".repeat(60_000)}` }],
  ["/layout/productName", { productName: "a\u0000b" }],
  ["/layout/footers/en", { footers: { en: "a\nb" } }],
  [
    "/layout/colours/light/accent",
    { colours: { ...defaultLayout.colours, light: { ...light, accent: "red;}" } } },
  ],
])("%s refuses what does not belong there", async (pointer, changes) => {
  const app = await startApp();
  const { errors } = await refusal(save(app, { ...defaultLayout, ...changes }, 0), "invalid-fields");
  expect(errors?.map((error) => error.pointer)).toContain(pointer);
});

test("the largest logo still leaves room for a mail", async () => {
  const app = await startApp();
  const logo = `data:image/png;base64,${"A".repeat(53_332)}`;
  expect((await save(app, { ...defaultLayout, logo }, 0)).findings).toEqual([]);
  const { findings } = await app.admin.call(getTemplate, { params: { key: "access-info", locale: "uk" } });
  expect(findings).toEqual([]);
});

function save(app: TestApp, layout: MailLayout, basedOn: number) {
  return app.admin.call(saveMailLayout, { body: { layout, basedOn, note: "" } });
}
