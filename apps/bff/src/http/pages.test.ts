import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pagePaths } from "@latchkey/contract/page-paths.ts";
import { expect, test } from "vitest";
import { startApp, startBareApp } from "../test/start.ts";

test("every page is index.html with a nonce of its own, which its policy names, and is never kept", async () => {
  const app = await startApp();
  const nonces = new Set<string>();

  for (const path of [
    "/",
    "/users",
    "/users/123",
    "/reset-password",
    "/sign-in?next=%2Fusers",
    "/Users/",
    "/no/such/page",
  ]) {
    const response = await app.visitor().fetch(path);
    expect([path, response.status]).toEqual([path, path === "/no/such/page" ? 404 : 200]);
    expect(response.headers.get("content-type")).toBe("text/html; charset=UTF-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const nonce = /content="([^"]+)"/.exec(await response.text())![1]!;
    expect(nonce).toMatch(/^[\w-]{43}$/);
    const policy = response.headers.get("content-security-policy")!;
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe/);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(7);
});

test.each([
  [undefined, "en", "ltr", "needs JavaScript"],
  ["", "en", "ltr", "needs JavaScript"],
  ["de-AT,de;q=0.9,en;q=0.8", "de", "ltr", "braucht JavaScript"],
  ["sv, fr;q=0.5, uk;q=0.7", "uk", "ltr", "потрібен JavaScript"],
  ["zh-TW,zh-CN;q=0.8", "zh-Hans", "ltr", "需要 JavaScript"],
  ["ar-EG", "ar", "rtl", "JavaScript"],
  ["de;q=0, fr", "fr", "ltr", "nécessite JavaScript"],
  [`"><script>alert(1)</script>, *;q=x, ${"x-".repeat(500)}, ja;q=0.1`, "ja", "ltr", "JavaScript が必要"],
])(
  "without a script a page speaks the browser's language: %s",
  async (header, language, direction, words) => {
    const app = await startApp();
    writeFileSync(`${app.folder}/web/index.html`, "<body>__PLAIN_PAGE__</body>");
    const headers = header === undefined ? {} : { "accept-language": header };

    const html = await (await app.visitor().fetch("/reset-password", { headers })).text();

    expect(html).toContain(`<main class="plain" lang="${language}" dir="${direction}">`);
    expect(html).toContain(words);
    expect(html).not.toMatch(/<script|__PLAIN_PAGE__/);
  },
);

test("hashed files are kept for ever, the others are asked for again", async () => {
  const app = await startApp();
  writeFileSync(`${app.folder}/web/assets/app-3f2a.js`, "export {}");
  writeFileSync(`${app.folder}/web/theme.js`, "document");

  const asset = await app.visitor().fetch("/assets/app-3f2a.js");
  expect([asset.status, asset.headers.get("cache-control")]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  expect(asset.headers.get("content-type")).toContain("javascript");
  const theme = await app.visitor().fetch("/theme.js");
  expect([theme.status, theme.headers.get("cache-control")]).toEqual([200, "no-cache"]);
});

test("nothing outside the build can be read, whatever the path", async () => {
  const app = await startApp();
  writeFileSync(`${app.folder}/planted.txt`, "planted secret");
  mkdirSync(`${app.folder}/web/.hidden`);
  writeFileSync(`${app.folder}/web/.hidden/file.txt`, "planted secret");
  const paths = [
    "/assets/../planted.txt",
    "/assets/../../planted.txt",
    "/assets/%2e%2e/%2e%2e/planted.txt",
    "/assets/..%2f..%2fplanted.txt",
    "/assets/..%5c..%5cplanted.txt",
    "/assets/....//....//planted.txt",
    "/assets/%252e%252e/%252e%252e/planted.txt",
    `/assets/${app.folder}/planted.txt`,
    "//planted.txt",
    "/..%2fplanted.txt",
    "/%2e%2e/planted.txt",
    "/.hidden/file.txt",
    "/../latchkey.db",
    "/latchkey.db",
    "/assets/%00",
    "/assets/%00.js",
    "/assets/%ff.js",
    "/assets/%E0%A4%A",
    "/%E0%A4%A",
    "/assets/",
    "/assets",
    `/assets/${"x".repeat(5000)}.js`,
  ];

  for (const path of paths) {
    const request = new Request("http://localhost:3000/");
    Object.defineProperty(request, "url", { value: `http://localhost:3000${path}` });
    const response = await app.fetch(request);
    const text = await response.text();
    expect([path, text.includes("planted secret")]).toEqual([path, false]);
    expect([path, response.status]).toEqual([path, expect.toSatisfy((status: number) => status < 500)]);
  }
});

test("a file that is not there is not found, instead of a page that looks like it", async () => {
  const app = await startApp();

  for (const path of [
    "/assets/gone-1234.js",
    "/gone.js",
    "/favicon.ico",
    "/robots.txt",
    "/users/export.csv",
  ]) {
    const response = await app.visitor().fetch(path);
    expect([path, response.status]).toEqual([path, 404]);
  }
});

test("what scanners look for is not found, instead of a page that looks like it", async () => {
  const app = await startApp();

  for (const path of [
    "/.git/config",
    "/.git",
    "/.git/",
    "/.env",
    "/.env.production",
    "/%2egit/config",
    "/%2Egit/HEAD",
    "/%252egit/HEAD",
    "/users/.git/config",
    "/users/.env",
    "/.well-known/security.txt",
    "/.DS_Store",
    "/.ssh/id_rsa",
    "/..;/manager/html",
    "/;/.env",
    "/x\\.env",
    "/users%5c.env",
    "/users%2f.env",
    "/users%00",
    "/wp-login.php",
    "/index.php/users",
    "/config.json~",
    "/backup.tar.gz/",
    "/latchkey.db-wal",
    "/API/users",
    "/api",
    "/api/v1/users",
    "/%E0%A4%A",
  ]) {
    const request = new Request("http://localhost:3000/");
    Object.defineProperty(request, "url", { value: `http://localhost:3000${path}` });
    const response = await app.fetch(request);
    const text = await response.text();
    expect([path, response.status, text.includes("csp-nonce")]).toEqual([path, 404, false]);
  }
  for (const path of ["/users/018f6f2e-3c1a-7d11-9c39-5f2a1f6f7a10", "/templates/access-info"]) {
    expect([path, (await app.visitor().fetch(path)).status]).toEqual([path, 200]);
  }
});

test("an address that no page has is not found, and the screens still say so", async () => {
  const app = await startApp();

  for (const path of [
    "/no-such-page",
    "/user",
    "/users/1/2",
    "/sign-in/x",
    "/reset-password/x",
    "/profile-x",
    "/użytkownicy",
  ]) {
    const response = await app.visitor().fetch(path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).toContain("csp-nonce");
  }
});

test("the server knows of every page of the router, and of no other", () => {
  const router = readFileSync(new URL("../../../web/src/app/router.tsx", import.meta.url), "utf8");
  const paths = [...router.matchAll(/\bpath: "([^"]+)",(?! path)/g)].map(([, path]) => path!);
  const parents = [...router.matchAll(/parent: \{[^}]*path: "([^"]+)"/g)].map(([, path]) => path!);

  const pages = paths.filter((path) => path !== "*" && !parents.includes(path)).map((path) => `/${path}`);
  expect(["/", ...pages].toSorted()).toEqual(pagePaths.toSorted());
});

test("password managers are led to where one changes one's password, and can tell that nothing else is well known", async () => {
  const app = await startApp();

  const response = await app.visitor().fetch("/.well-known/change-password", { redirect: "manual" });

  expect([response.status, response.headers.get("location")]).toEqual([302, "/profile"]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  for (const path of [
    "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200",
    "/.well-known/",
    "/.well-known/passkey-endpoints",
    "/.well-known/change-password/x",
    "/.well-known/openid-configuration",
  ]) {
    const unknown = await app.visitor().fetch(path);
    expect([path, unknown.status]).toEqual([path, 404]);
    expect(await unknown.text()).not.toContain("csp-nonce");
  }
});

test("on this machine, 127.0.0.1 leads to the public origin, on which people can sign in", async () => {
  const app = await startApp();
  const visit = (host: string, path: string) =>
    app.visitor().fetch(path, { headers: { host }, redirect: "manual" });

  const response = await visit("127.0.0.1:3000", "/users?page=2");
  expect([response.status, response.headers.get("location")]).toEqual([
    307,
    "http://localhost:3000/users?page=2",
  ]);
  expect((await visit("127.0.0.1:3000", "//evil.test/x")).headers.get("location")).toMatch(
    /^http:\/\/localhost:3000\//,
  );
  expect((await visit("evil.test", "/users")).headers.get("location")).toBeNull();
  expect((await visit("localhost:3000", "/users")).status).toBe(200);
});

test("behind a proxy no page is sent elsewhere", async () => {
  const app = await startBareApp({ publicUrl: "https://latchkey.acme.test" });

  const response = await app.visitor().fetch("/users", { headers: { host: "127.0.0.1:3000" } });

  expect(response.status).toBe(200);
});

test("before the screens are built, the server says how to build them", async () => {
  const app = await startApp();
  rmSync(`${app.folder}/web/index.html`);

  const response = await app.visitor().fetch("/");

  expect([response.status, await response.text()]).toEqual([
    503,
    "The screens are not built yet: run `pnpm build`.",
  ]);
});
