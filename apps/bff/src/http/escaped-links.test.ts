import { linkTokenIn } from "@latchkey/contract/text.ts";
import { describe, expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { startApp } from "../test/start.ts";
import { loggablePath, unescapedLink } from "./escaped-links.ts";

/** With every character of the alphabet that gateways treat as their own. */
const token = "aB-3_xYz0123456789AbCdEfGhIjKlMnOpQrStUvW-_";

/** What gateways, chats and people make of `#token`. */
const brought = [
  `%23${token}`,
  `%2523${token}`,
  `%252523${token}`,
  `/%23${token}`,
  `?%23${token}`,
  `?utm_source=mail%23${token}`,
  `%23${token}?utm_source=mail`,
  `%23${token}%3Futm_source=mail`,
  `%23${token.replace("-", "%2D").replaceAll("_", "%5f")}`,
  `%2523${token.replaceAll("_", "%255F")}`,
  `%23%20${token}`,
  `%23%3C${token}%3E`,
  `%23%23${token}`,
  `%23${token.slice(0, 20)}%0D%0A%20${token.slice(20)}`,
  ...[".", ",", ";", "!", ")", ">", "%3E", "%20", "%22", "%E2%80%9D", "%E2%80%8B", "%C2%A0", "/", "%"].map(
    (behind) => `%23${token}${behind}`,
  ),
  `%23${token}%20and%20more`,
];

describe.each(["/reset-password", "/stop", "/setup", "//stop", "/Reset-Password"])("%s", (page) => {
  test.each(brought)("%s leads on to the fragment", (rest) => {
    expect(unescapedLink(page + rest)).toBe(`/${page.toLowerCase().replace(/^\/+/, "")}#${token}`);
  });
});

test("what no link was stays where it is", () => {
  for (const address of [
    "/",
    "/reset-password",
    "/reset-password/",
    "/reset-password?x=1",
    "/stopped%23x",
    "/users%23x",
    "/setup-link%23x",
    "/users/stop%23x",
    "/api/x?y=%23z",
  ])
    expect(unescapedLink(address)).toBeNull();
});

test("leads nowhere but to the same page of this server, whatever stands behind", () => {
  for (const rest of ["//evil.test", "%0d%0alocation:%20x", "javascript:alert(1)", "%00", "<svg>", ""])
    expect(unescapedLink(`/stop%23${rest}`)).toMatch(/^\/stop#[\w-]*$/);
});

test("a fragment is read whatever was put around the secret, and never beyond its length", () => {
  for (const rest of brought.map((each) => each.replace(/^[^%]*%(?:25)*23/, "#")))
    expect(linkTokenIn(rest)).toBe(token);
  expect(linkTokenIn("")).toBe("");
  expect(linkTokenIn(`#${token}AndMore`)).toBe(token);
  expect(linkTokenIn(`#${token.slice(0, -2)}.`)).toBe(token.slice(0, -2));
});

describe("no path that may hold a secret is logged as it came", () => {
  const paths = [
    ...["/reset-password", "/stop", "/setup", "/RESET-PASSWORD", "/proxy/stop"].flatMap((page) =>
      brought.map((rest) => page + rest),
    ),
    `/reset-password${token}`,
    `/reset-password/${token}`,
    `/reset-password%2F${token}`,
    `/reset%2Dpassword%23${token}`,
    `/reset-password%23${token.slice(0, 12)}`,
    `/elsewhere/${token}`,
    `/api/users/${token}`,
    `/${token}.png`,
    `/%23${token.slice(0, -3)}`,
  ];

  test.each(paths)("%s", (path) => {
    const logged = loggablePath(path);
    for (let at = 0; at + 8 <= token.length; at++) {
      const piece = token.slice(at, at + 8);
      if (path.split("?")[0]!.includes(piece)) expect(logged).not.toContain(piece);
    }
  });

  test("others are logged as they came", () => {
    const id = newId();
    for (const path of [
      "/",
      "/reset-password",
      "/stop/",
      `/users/${id}`,
      `/api/users/${id}/recoveries/${newId()}`,
      "/api/password-change-link-redemptions",
      "/assets/mailed-link-Bx_7-yZ2.js",
      "/users%2F1",
      "/no/such/%E0%A4%A",
    ])
      expect(loggablePath(path)).toBe(path);
  });
});

test("the server sends a browser on to the fragment and keeps nothing of the secret", async () => {
  const app = await startApp();

  for (const page of ["/reset-password", "/stop", "/setup"]) {
    for (const rest of brought) {
      const response = await app.visitor().fetch(page + rest, { redirect: "manual" });
      expect([rest, response.status, response.headers.get("location")]).toEqual([
        rest,
        302,
        `${page}#${token}`,
      ]);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("referrer-policy")).toBe("no-referrer");
      expect(await response.text()).toBe("");
    }
  }
  await app.visitor().fetch(`/stop%23${token}`, { method: "POST" });
  await app.visitor().fetch(`/api/stop%23${token}`);
  expect(app.log.length).toBeGreaterThan(brought.length * 3);
  expect(JSON.stringify(app.log)).not.toContain(token.slice(4, 20));
});
