import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import type { Permission } from "@latchkey/contract/permissions.ts";
import type { Access, RouteDescription } from "@latchkey/contract/route.ts";
import { routes } from "@latchkey/contract/routes.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { passwordIn } from "../test/read-mail.ts";
import { rootAdmin, startApp, type Browser } from "../test/start.ts";

type Asker = "nobody" | "regular" | "temporary" | "administrator";

/** Who asks, and what each route's access makes of them: null, or the problem. */
const expected: Record<Exclude<Access, Permission> | "permission", Record<Asker, string | null>> = {
  anyone: { nobody: null, regular: null, temporary: null, administrator: null },
  "temporary-password": {
    nobody: "not-signed-in",
    regular: "password-change-not-required",
    temporary: null,
    administrator: "password-change-not-required",
  },
  "signed-in": {
    nobody: "not-signed-in",
    regular: null,
    temporary: "password-change-required",
    administrator: null,
  },
  permission: {
    nobody: "not-signed-in",
    regular: "forbidden",
    temporary: "password-change-required",
    administrator: null,
  },
};

const expectedOf = (access: Access) =>
  access in expected ? expected[access as "anyone"] : expected.permission;

const accessProblems = new Set([
  "not-signed-in",
  "forbidden",
  "password-change-required",
  "password-change-not-required",
]);

test("every route lets in those whom it names, and nobody else", async () => {
  const app = await startApp();
  const password = "the old password of Jane";
  const jane = await app.createUser({ password });
  const john = await app.createUser({ type: "system-administrator" });
  await app.admin.call(generateNewPassword, {
    params: { userId: john.id },
    body: { currentPassword: rootAdmin.password },
  });
  const [mail] = await app.mailbox.mails({ to: john.email! });
  const people = {
    nobody: async () => app.visitor(),
    regular: () => app.signIn(jane.userName, password),
    // John is an administrator, but his temporary password is good for one thing only.
    temporary: () => app.signIn(john.userName, passwordIn(mail!)),
    administrator: () => app.signIn(rootAdmin.userName, rootAdmin.password),
  };

  for (const [name, route] of Object.entries(routes)) {
    for (const [who, signIn] of Object.entries(people)) {
      const browser = await signIn();
      const answer = await ask(browser, route);
      const outcome = answer !== null && accessProblems.has(answer) ? answer : null;
      expect(`${name} ${who} ${outcome}`).toBe(`${name} ${who} ${expectedOf(route.access)[who as Asker]}`);
    }
  }
});

test("who is not let in learns nothing of what is behind, not even whether a field is wrong", async () => {
  const app = await startApp();

  for (const path of [
    `/api/users/${app.adminId}`,
    `/api/users/${newId()}`,
    "/api/users/no-id",
    "/api/users?page=x",
  ]) {
    expect((await app.visitor().fetch(path)).status).toBe(401);
  }
});

test("every refusal of a route is one that it declares", () => {
  for (const route of Object.values(routes) as RouteDescription[]) {
    expect(new Set(route.problems).size).toBe(route.problems.length);
    expect(["get", "post", "put", "patch", "delete"]).toContain(route.method);
    expect(route.path).toMatch(/^\/api\/[a-z/{}A-Z-]+$/);
  }
});

/** Asks with a body that no schema takes, so that nothing happens. Returns the problem's type, or null. */
async function ask(browser: Browser, route: RouteDescription): Promise<string | null> {
  const path = route.path.replaceAll(/\{\w+\}/g, () => newId());
  const response = await browser.fetch(path, {
    method: route.method.toUpperCase(),
    headers: { "content-type": "application/json" },
    ...(route.method === "get" || route.request.body === undefined ? {} : { body: '{"unknownField":1}' }),
  });
  expect(response.status).not.toBe(500);
  if (response.ok) return null;
  return ((await response.json()) as { type: string }).type;
}
