import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleValues } from "./example-values.ts";
import { findTemplate } from "./find-template.ts";
import { defaultFrame } from "./mail-frame.ts";
import { renderTemplate, renderWithOpenParts } from "./render-template.ts";
import { alertTemplates, type TemplateKey, templateNames } from "@latchkey/contract/template-names.ts";
import type { TemplateValues } from "./template-values.ts";

const keys = Object.keys(templateNames) as TemplateKey[];
const toAdministrators: TemplateKey[] = ["recovery-stopped"];
const toUsers = keys.filter((key) => !toAdministrators.includes(key));
const berlin = { locale: "en-GB", timeZone: "Europe/Berlin" };
const inBerlin = "Tuesday, 24 November 2026 at 15:58 Central European Time";

function render(key: TemplateKey, changes: Partial<TemplateValues> = {}, options = berlin) {
  return renderTemplate(key, { ...exampleValues[key], ...changes }, options);
}

function preheaderOf(html: string): string {
  return /<div style="display:none[^>]*>([^]*?)<\/div>/.exec(html)?.[1] ?? "";
}

const attributeValues = /="[^"]*"/g;

describe.each(toUsers)("%s, to the user", (key) => {
  test("says who, what and whom to ask in both parts, and nothing is left of Liquid", () => {
    const { subject, html, text } = render(key);
    for (const part of [html, text]) {
      expect(part).toContain("Jane");
      expect(part).toContain("jane.okafor");
      if (!alertTemplates.includes(key)) {
        expect(part).toContain("https://access.acme.example/stop#s70PtOkEn");
      }
      expect(part).toContain("the service desk, +49 30 1234 567");
      expect(part).toContain("Sent by Latchkey for Acme Ltd.");
      expect(part).not.toMatch(/\{\{|\{%|%\}|undefined|null|\[object/);
    }
    expect(subject).toContain("Latchkey");
    expect(text).not.toMatch(/<[a-z]|&[a-z#]|\n\n\n/);
  });

  test("reads well with every absent value null", () => {
    const user = { ...exampleValues[key].user, firstName: null, email: null };
    const { html, text } = render(key, { user, companyName: null, supportContact: null, stopLink: null });
    expect(text).toContain("Hello Jane Okafor,");
    expect(html).toContain("<bdi>Jane Okafor</bdi>,");
    for (const part of [html, text]) {
      expect(part).toContain("contact your System Administrator");
      expect(part).toContain("Sent by Latchkey. For help");
      expect(part).not.toMatch(/wasn't you|\/stop/);
    }
  });

  test("a name made of Liquid or HTML is shown as it was typed", () => {
    const user = { ...exampleValues[key].user, firstName: "{{ link }}<b>&\"'" };
    const { html, text } = render(key, { user });
    expect(text).toContain("Hello {{ link }}<b>&\"',");
    expect(html).toContain("Hello <bdi>{{ link }}&lt;b&gt;&amp;&#34;&#39;</bdi>,");
  });
});

describe.each(keys)("%s", (key) => {
  test("is a small, self-contained document with a language, made for light and dark", () => {
    const { html } = render(key);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("@media (prefers-color-scheme:dark)");
    expect(html).not.toMatch(/<(img|script|link|iframe|form|input)\b|url\(|@import|\son\w+=/i);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html.match(/<table(?! role="presentation")/g)).toBeNull();
  });

  test("links only to the addresses it was given", () => {
    const values = exampleValues[key];
    const given = [values.link, values.signInUrl, values.stopLink, values.recordUrl];
    const links = [...render(key).html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
    expect(links).not.toHaveLength(0);
    for (const link of links) expect(given).toContain(link);
  });

  test("keeps secrets out of subject, title and preheader", () => {
    const { subject, html } = render(key);
    const title = /<title>([^]*?)<\/title>/.exec(html)?.[1];
    expect(title).toBe(subject);
    expect(preheaderOf(html)).toMatch(/^[A-Z][^&]+\.&#847;/);
    for (const part of [subject, preheaderOf(html)]) {
      expect(part).not.toMatch(/quiet-harbour|l1nKtOkEn|s70PtOkEn/);
    }
  });

  test("hostile values arrive as harmless text", () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        "{{ password }}",
        '{% include "x" %}',
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "Eve\r\nBcc: all@acme.example",
        "Eve\u2028Bcc",
        "$& $1 $`",
        "\u202Egpj.exe",
        "\uD800",
        "",
        " ",
      ),
      fc.string({ unit: "binary", maxLength: 200 }),
    );
    const ordinary = render(key);
    const tags = (html: string) => html.match(/<[^>]*>/g);
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (name, userName, company, support) => {
        const user = { firstName: name, lastName: name, name, userName: `u${userName}`, email: name };
        const values = {
          user,
          productName: `P${company}`,
          companyName: `Acme ${company}`,
          supportContact: support,
        };
        const { subject, html, text } = render(key, values);
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
        expect(tags(html)).toEqual(tags(ordinary.html));
        expect(text.split("\n")).toHaveLength(ordinary.text.split("\n").length);
        expect(subject.isWellFormed() && html.isWellFormed() && text.isWellFormed()).toBe(true);
      }),
    );
  });
});

test("the subject is plain text, the title HTML", () => {
  const { subject, html } = render("password-changed", {
    productName: "R&D <Keys>\r\nBcc: eve@acme.example",
  });
  expect(subject).toBe("Your R&D <Keys> Bcc: eve@acme.example password was changed");
  expect(html).toContain(
    "<title>Your R&amp;D &lt;Keys&gt; Bcc: eve@acme.example password was changed</title>",
  );
});

describe("Password Change Link", () => {
  test("has the link on a button, written out, and alone on a line of the text", () => {
    const { html, text } = render("password-change-link");
    const link = "https://access.acme.example/reset-password#l1nKtOkEn";
    expect(html.split(`href="${link}"`)).toHaveLength(3);
    expect(html).toContain(`>${link}</a>`);
    expect(text.split("\n")).toContain(link);
  });

  test("says when the link ends and who asked for it", () => {
    for (const part of Object.values(render("password-change-link")).slice(1)) {
      expect(part).toContain(inBerlin);
      expect(part).toContain("An administrator asked for this link");
    }
    for (const part of Object.values(render("password-change-link", { actor: "you" })).slice(1)) {
      expect(part).toContain("You asked for this link");
      expect(part).toContain("Did you not ask for this?");
    }
  });
});

describe("Access Info", () => {
  test("has the password once, as text, and alone on a line of the text part", () => {
    const { html, text } = render("access-info");
    const password = "quiet-harbour-lamp-49-otter";
    expect(html.split(password)).toHaveLength(2);
    expect(html).toContain(`>${password}</dd>`);
    expect(html.match(attributeValues)?.join()).not.toContain(password);
    expect(text.split("\n").filter((line) => line === password)).toHaveLength(1);
  });

  test("has the sign-in address alone on a line, the user name, the expiry and the next step", () => {
    const { html, text } = render("access-info");
    expect(text.split("\n")).toEqual(
      expect.arrayContaining(["https://access.acme.example/sign-in", "jane.okafor"]),
    );
    for (const part of [html, text]) {
      expect(part).toContain(inBerlin);
      expect(part).toContain("choose your own password right away");
    }
  });

  test("shows every printable character of a password", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{15,64}$/), (password) => {
        const { html, text } = render("access-info", { password });
        const shown = /user-select:all[^>]*>([^<]*)<\/dd>/.exec(html)?.[1] ?? "";
        const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
        expect(shown.replace(/&(.+?);/g, (_entity, name: string) => entities[name] ?? "")).toBe(password);
        expect(text.split("\n")).toContain(password);
      }),
    );
  });
});

test("Password Changed tells apart who did it", () => {
  expect(render("password-changed").text).toContain(
    "You changed the password of your Latchkey account jane.okafor.",
  );
  expect(render("password-changed", { actor: "an administrator" }).text).toContain(
    "An administrator set a temporary password for your Latchkey account jane.okafor.",
  );
});

test("Recovery Stopped tells the administrators who, when, until when, and leads to the record; it carries no secret", () => {
  const { subject, html, text } = render("recovery-stopped");
  expect(subject).toBe("jane.okafor stopped a recovery in Latchkey");
  for (const part of [html, text]) {
    expect(part).toContain("Jane Okafor");
    expect(part).toContain("Monday, 23 November 2026 at 15:58 Central European Time");
    expect(part).toContain(inBerlin);
    expect(part).toContain("Call the person back on a number that you know already");
    expect(part).toContain("Sent by Latchkey for Acme Ltd to its System Administrators.");
    expect(part).not.toMatch(/\{\{|\{%|%\}|undefined|null|\[object|\/stop#|reset-password/);
  }
  expect(text.split("\n")).toContain(exampleValues["recovery-stopped"].recordUrl);
  const stopLink = "https://access.acme.example/stop#x";
  expect(() => render("recovery-stopped", { stopLink })).toThrow("must not be given a stopLink");
});

test.each([
  ["password-change-link", "link"],
  ["password-change-link", "expiresAt"],
  ["access-info", "password"],
  ["access-info", "expiresAt"],
  ["recovery-stopped", "recordUrl"],
  ["recovery-stopped", "stoppedAt"],
  ["recovery-stopped", "expiresAt"],
] as const)("%s without %s is not rendered", (key, name) => {
  for (const nothing of [null, ""]) {
    expect(() => render(key, { [name]: nothing })).toThrow(
      `The template ${templateNames[key]} needs a value for ${name}`,
    );
  }
});

test.each([
  ["password-change-link", "password"],
  ["access-info", "link"],
  ["password-changed", "password"],
  ["password-changed", "link"],
  ["administrator-changed-your-access", "password"],
  ["administrator-changed-your-access", "link"],
  ["link-copied", "link"],
  ["link-copied", "password"],
  ["link-extended", "link"],
  ["email-changed", "password"],
  ["email-changed", "link"],
] as const)("%s does not take a %s", (key, name) => {
  expect(() => render(key, { [name]: "https://access.acme.example/x" })).toThrow(
    `must not be given a ${name}`,
  );
});

test.each([
  "javascript:alert(1)",
  "https://access.acme.example/\r\nx",
  "https://a b",
  "mailto:x@acme.example",
])("the link %j is refused", (link) => {
  expect(() => render("password-change-link", { link })).toThrow("link is not an http link");
  expect(() => render("password-changed", { stopLink: link })).toThrow("stopLink is not an http link");
  expect(() => render("access-info", { signInUrl: link })).toThrow("signInUrl is not an http link");
});

test.each([" padded-password", "two\nlines", "nul\0"])(
  "the password %j is refused, and not told",
  (password) => {
    expect(() => render("access-info", { password })).toThrow(
      /^password has characters that can not be shown$/,
    );
  },
);

test.each([
  ["de", "Europe/Berlin", "Dienstag, 24. November 2026 um 15:58 Mitteleuropäische Zeit"],
  ["en-US", "America/New_York", "Tuesday, November 24, 2026 at 9:58 AM Eastern Time"],
  ["ja", "Asia/Tokyo", "2026年11月24日火曜日 23:58 日本標準時"],
])("the expiry is an exact moment for %s in %s", (locale, timeZone, moment) => {
  const { html, text } = render("access-info", {}, { locale, timeZone });
  expect(text).toContain(moment);
  expect(html).toContain(`<bdi>${moment}</bdi>`);
  expect(preheaderOf(html)).toContain(moment);
});

test("a language that has no words yet falls back to English, and says so in the document", () => {
  for (const locale of ["sv", "valueOf", "en-IE"]) {
    const { html, subject } = render("password-changed", {}, { ...berlin, locale });
    expect(subject).toBe("Your Latchkey password was changed");
    expect(html).toContain('<html lang="en" dir="ltr">');
  }
});

test("a mail without a user name or a product name is not rendered, one without a name greets the user name", () => {
  const user = { ...exampleValues["password-changed"].user, firstName: null, name: " " };
  expect(render("password-changed", { user }).text).toContain("Hello jane.okafor,");
  expect(() => render("password-changed", { user: { ...user, userName: " " } })).toThrow(
    "user.userName is empty",
  );
  expect(() => render("password-changed", { productName: "\n" })).toThrow("productName is empty");
});

test("what administrators may read of a mail is the mail without its stop link, and nothing of one with a secret", () => {
  const renderBoth = (key: TemplateKey, text?: null) => {
    const words = { ...findTemplate(key, "en"), ...(text === null && { text }) };
    const design = { template: words, frame: defaultFrame };
    const render = (changes: Partial<TemplateValues>) =>
      renderTemplate(key, { ...exampleValues[key], ...changes }, berlin, design);
    const { openParts, ...mail } = renderWithOpenParts(key, exampleValues[key], berlin, design);
    return { mail, openParts, whole: render({}), withoutStop: render({ stopLink: null }) };
  };
  for (const text of [undefined, null]) {
    for (const key of [
      "password-changed",
      "administrator-changed-your-access",
      "link-copied",
      "email-changed",
    ] as const) {
      const { mail, openParts, whole, withoutStop } = renderBoth(key, text);
      expect(mail).toEqual(whole);
      expect({ subject: withoutStop.subject, ...openParts }).toEqual(withoutStop);
      expect(JSON.stringify(openParts)).not.toContain("s70PtOkEn");
    }
    const { mail, openParts } = renderBoth("recovery-stopped", text);
    expect({ subject: mail.subject, ...openParts }).toEqual(mail);
  }
  expect(renderBoth("access-info").openParts).toBeNull();
  expect(renderBoth("password-change-link").openParts).toBeNull();
});

test("a bad instant, locale or time zone is an error", () => {
  expect(() => render("access-info", { expiresAt: "tomorrow" })).toThrow(RangeError);
  expect(() => render("access-info", {}, { ...berlin, locale: "no_such_locale!" })).toThrow(RangeError);
  expect(() => render("access-info", {}, { ...berlin, timeZone: "Mars/Olympus" })).toThrow(RangeError);
});
