import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import type { RequestOf } from "@latchkey/contract/route.ts";
import { createUser, listUsers, updateUser, type User } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { mailLink } from "../test/read-mail.ts";
import { rootAdmin, startApp, type TestApp } from "../test/start.ts";

type Query = RequestOf<typeof listUsers>["query"];

test("every word of the search must occur, in names, user name or email, without regard to case and accents", async () => {
  const app = await startApp();
  await add(app, "amelie.brandt", ["Amélie", "Brandt"], "amelie@acme.test");
  await add(app, "juergen", ["Jürgen", "Weiß"], "jw@acme.test");
  await add(app, "ipek", ["İpek", "Yılmaz"], null);

  expect(await found(app, "amelie")).toEqual(["amelie.brandt"]);
  expect(await found(app, "AMÉLIE")).toEqual(["amelie.brandt"]);
  expect(await found(app, "Ame\u0301lie")).toEqual(["amelie.brandt"]);
  expect(await found(app, "brandt  am")).toEqual(["amelie.brandt"]);
  expect(await found(app, "jurgen weiß")).toEqual(["juergen"]);
  expect(await found(app, "ipek")).toEqual(["ipek"]);
  expect(await found(app, "jw@acme")).toEqual(["juergen"]);
  expect(await found(app, "brandt jurgen")).toEqual([]);
  expect(await found(app, "   ")).toHaveLength(4);
});

test("% and _ are searched for as they stand", async () => {
  const app = await startApp();
  await add(app, "under_score", ["Under", "Score"], null);
  await add(app, "underscore", ["Under", "Line"], null);
  await add(app, "percent", ["100%", "Sure!"], null);

  expect(await found(app, "r_s")).toEqual(["under_score"]);
  expect(await found(app, "100%")).toEqual(["percent"]);
  expect(await found(app, "sure!")).toEqual(["percent"]);
  expect(await found(app, "%")).toEqual(["percent"]);
  expect(await found(app, "\\")).toEqual([]);
  expect(await found(app, "' or 1=1 --")).toEqual([]);
});

test("control characters in the search are passed over, and lone surrogates break nothing", async () => {
  const app = await startApp();

  expect(await found(app, "\u0000root\u0007")).toEqual(["root.admin"]);
  const response = await app.admin.fetch("/api/users?search=%00%ED%A0%80");
  expect(response.status).toBe(200);
});

test("active users are listed unless the filter says otherwise", async () => {
  const app = await startApp();
  await app.createUser({ userName: "active.user" });
  await app.createUser({ userName: "inactive.user", isActive: false });
  const names = async (query: Query) =>
    (await list(app, query)).users.map(({ userName }) => userName).toSorted();

  expect(await names({})).toEqual(["active.user", "root.admin"]);
  expect(await names({ status: "inactive" })).toEqual(["inactive.user"]);
  expect(await names({ status: "all" })).toEqual(["active.user", "inactive.user", "root.admin"]);
  expect(await names({ type: "system-administrator" })).toEqual(["root.admin"]);
  expect(await names({ type: "regular", status: "all" })).toEqual(["active.user", "inactive.user"]);
});

test("the list is sorted both ways, absent values last", async () => {
  const app = await startApp();
  await add(app, "c", ["Ådne", "Berg"], null);
  await add(app, "a", ["Zoë", "Ash"], "b@acme.test");
  await add(app, "b", ["Bo", "Cole"], "a@acme.test");
  const order = async (query: Query) =>
    (await list(app, { type: "regular", ...query })).users.map(({ userName }) => userName);

  expect(await order({ sort: "name" })).toEqual(["c", "b", "a"]);
  expect(await order({ sort: "name", order: "descending" })).toEqual(["a", "b", "c"]);
  expect(await order({ sort: "email" })).toEqual(["b", "a", "c"]);
  expect(await order({ sort: "email", order: "descending" })).toEqual(["a", "b", "c"]);
  expect((await list(app, { sort: "type", order: "descending" })).users[0]!.userName).toBe("root.admin");
  expect((await list(app, { sort: "last-sign-in" })).users[0]!.userName).toBe("root.admin");
  expect((await list(app, { sort: "last-sign-in", order: "descending" })).users[0]!.userName).toBe(
    "root.admin",
  );
});

test("a page holds twenty-five, nobody is missing or shown twice, and beyond the last page there is nothing", async () => {
  const app = await startApp();
  for (let count = 0; count < 30; count++) await add(app, `user.${count}`, ["Same", "Name"], null);

  const first = await list(app, { search: "same name" });
  const second = await list(app, { search: "same name", page: 2 });
  const third = await list(app, { search: "same name", page: 3 });

  expect([first.users.length, second.users.length, third.users.length]).toEqual([25, 5, 0]);
  expect([first.total, second.total, third.total]).toEqual([30, 30, 30]);
  expect(new Set([...first.users, ...second.users].map(({ id }) => id)).size).toBe(30);
});

test("a row tells the state of a user's access, and no secret", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const john = await app.createUser({ userName: "john" });
  const { recovery } = await mailLink(app, jane);
  const temporary = await app.admin.call(generateNewPassword, { params: { userId: john.id }, body: {} });

  const { users } = await list(app, { type: "regular" });

  expect(users.find(({ id }) => id === jane.id)).toMatchObject({
    hasPassword: false,
    linkPendingUntil: recovery.expiresAt,
    temporaryPasswordUntil: null,
  });
  expect(users.find(({ id }) => id === john.id)).toMatchObject({
    hasPassword: true,
    linkPendingUntil: null,
    temporaryPasswordUntil: temporary.expiresAt,
  });
  expect(JSON.stringify(users)).not.toContain("argon2");
  await app.admin.call(updateUser, { params: { userId: jane.id }, body: { version: 1, isActive: false } });
  expect((await list(app, { status: "inactive" })).users).toMatchObject([
    { linkPendingUntil: null, isActive: false },
  ]);
});

test("the list is narrowed to how it stands with the access, together with everything else", async () => {
  const app = await startApp();
  const people = await Promise.all(
    ["linked", "temporary", "faulty", "settled"].map((userName) => app.createUser({ userName })),
  );
  const [linked, temporary, faulty, settled] = people as [User, User, User, User];
  await mailLink(app, linked);
  await app.admin.call(generateNewPassword, { params: { userId: temporary.id }, body: {} });
  const fault = { addressFault: "complained", addressFaultAt: app.clock.now() } as const;
  await app.db.updateTable("users").set(fault).where("id", "=", faulty.id).execute();
  await app.db
    .updateTable("users")
    .set({ lastSignedInAt: app.clock.now() })
    .where("id", "=", settled.id)
    .execute();
  const names = async (query: Query) =>
    (await list(app, query)).users.map(({ userName }) => userName).toSorted();

  expect(await names({ access: "link-pending" })).toEqual(["linked"]);
  expect(await names({ access: "temporary-password" })).toEqual(["temporary"]);
  expect(await names({ access: "address-at-fault" })).toEqual(["faulty"]);
  expect(await names({ access: "never-signed-in" })).toEqual(["faulty", "linked", "temporary"]);
  expect(await names({ access: "never-signed-in", search: "link", sort: "email" })).toEqual(["linked"]);
  expect(await names({ access: "link-pending", type: "system-administrator" })).toEqual([]);
  expect((await list(app, { access: "address-at-fault" })).users[0]!.addressFault).toEqual({
    kind: "complained",
    reason: "",
    at: fault.addressFaultAt,
  });

  await app.admin.call(updateUser, { params: { userId: linked.id }, body: { version: 1, isActive: false } });
  expect(await names({ access: "link-pending", status: "all" })).toEqual([]);
  app.clock.advance({ hours: 25 });
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  // A temporary password that ran out is the more reason to look.
  const { users } = await admin.call(listUsers, { query: { access: "temporary-password" } });
  expect(users).toMatchObject([{ userName: "temporary" }]);
});

test("what the query can't be is refused with the field", async () => {
  const app = await startApp();
  const refused: [string, string][] = [
    ["status=gone", "/status"],
    ["sort=password", "/sort"],
    ["order=up", "/order"],
    ["type=helpdesk", "/type"],
    ["access=none", "/access"],
    ["page=0", "/page"],
    ["page=1.5", "/page"],
    ["page=x", "/page"],
    ["page=9999999", "/page"],
    [`search=${"x".repeat(201)}`, "/search"],
    ["colour=red", "/colour"],
    ["search=a&search=b", "/search"],
  ];

  for (const [query, pointer] of refused) {
    const response = await app.admin.fetch(`/api/users?${query}`);
    expect([query, response.status]).toEqual([query, 422]);
    expect(
      ((await response.json()) as { errors: { pointer: string }[] }).errors.map((error) => error.pointer),
    ).toEqual([pointer]);
  }
});

function list(app: TestApp, query: Query) {
  return app.admin.call(listUsers, { query });
}

async function found(app: TestApp, search: string): Promise<string[]> {
  return (await list(app, { search, status: "all" })).users.map(({ userName }) => userName);
}

function add(app: TestApp, userName: string, [firstName, lastName]: [string, string], email: string | null) {
  return app.admin.call(createUser, { body: { userName, firstName, lastName, email } });
}
