import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import type { RequestOf } from "@latchkey/contract/route.ts";
import {
  createUser,
  deleteUser,
  listUsers,
  updateUser,
  type User,
  type UserFields,
} from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { searchColumns } from "../db/search-text.ts";
import { newId } from "../ports/random.ts";
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

/** Each user by a last name or more, and what finds them. */
const writings: [Partial<UserFields>, string[]][] = [
  // Letters that no accent makes, and how they are spelled out.
  [{ lastName: "Łukaszewicz" }, ["lukaszewicz", "ŁUKASZEWICZ"]],
  [{ lastName: "Sørensen" }, ["sorensen", "soerensen", "Sörensen"]],
  [{ lastName: "Groß" }, ["gross", "GROẞ", "groß"]],
  [{ lastName: "Đoković" }, ["dokovic", "djokovic", "Ђоковић"]],
  [{ lastName: "Yıldız" }, ["yildiz", "YILDIZ", "yıldız"]],
  [{ lastName: "Æsirsdóttir" }, ["aesirsdottir"]],
  [{ lastName: "Lecœur" }, ["lecoeur"]],
  [{ lastName: "Þorvaldsson" }, ["thorvaldsson"]],
  [{ lastName: "Müller" }, ["muller", "mueller", "MÜLLER", "Mu\u0308ller"]],
  [{ lastName: "Maehler" }, ["maehler", "mähler"]],
  [{ lastName: "Köster" }, ["koster", "koester"]],
  [{ lastName: "Ågård" }, ["agard", "aagaard"]],
  [{ lastName: "Erdős" }, ["erdos", "erdoes"]],
  [{ lastName: "Шевченко" }, ["шевченко", "shevchenko"]],
  [{ lastName: "Παππάς" }, ["παππασ", "pappas"]],
  [{ lastName: "王芳" }, ["王芳", "wangfang"]],
  // Apostrophes and hyphens of every kind, or none.
  [
    { lastName: "O’Neill" },
    ["o'neill", "o’neill", "oneill", "o neill", "o´neill", "oʼneill", "o`neill", "neill"],
  ],
  [{ lastName: "D'Angelo" }, ["dangelo", "d’angelo"]],
  [{ lastName: "Дем'яненко" }, ["дем’яненко", "demyanenko"]],
  [
    { lastName: "Smith-Jones" },
    [..."-‐‑‒–—−﹣－"]
      .map((hyphen) => `smith${hyphen}jones`)
      .concat("smith jones", "smithjones", "smith\u00adjones"),
  ],
  [{ lastName: "Parker Bowles" }, ["parker-bowles", "parkerbowles"]],
  [{ lastName: "van der Berg" }, ["vanderberg", "van-der-berg"]],
  [{ firstName: "Anne-Marie", lastName: "Curie" }, ["anne marie curie", "annemarie", "curie anne–marie"]],
  // Names in any order, and as they are pasted.
  [
    { firstName: "Zoë", lastName: "Abara", email: "zoe.abara@acme.test" },
    [
      "abara, zoe",
      "Abara,Zoë",
      "Zoë Abara <zoe.abara@acme.test>",
      '"Abara, Zoë" <ZOE.ABARA@acme.test>;',
      "<zoe.abara@acme.test>",
      "mailto:zoe.abara@acme.test",
      "zoe.abara@acme.test.",
      "(zoe abara)",
      "Zoë\u00a0Abara",
      "zoe\u200b abara",
      "Dr Z Abara (Contractor) <zoe.abara@acme.test>",
      "Zoë Abara <zoe79@elsewhere.test>",
      "Zoe Abarra <zoe79@elsewhere.test>",
      "zoe.abara@acmee.test",
    ],
  ],
  // What else is known of them.
  [{ lastName: "Titled", title: "Kälteanlagenbauer" }, ["kalteanlagenbauer", "kaelteanlagenbauer titled"]],
  [{ lastName: "Teamed", teams: ["R&D", "Nord/Süd"] }, ["r&d", "nord/sued", "nord süd", "teamed nord"]],
  [{ lastName: "Named", userName: "svc-backup.01" }, ["svc-backup.01", "svc‑backup.\u200a01", "svcbackup"]],
];

test("a user is found by any part of what is known of them, in any writing", async () => {
  const app = await startApp();
  for (const [index, [fields]] of writings.entries()) {
    await app.createUser({ email: null, firstName: null, userName: `u${index}`, ...fields });
  }
  for (const [fields, searches] of writings) {
    for (const search of searches) {
      const { users } = await list(app, { search });
      expect.soft([search, users[0]?.lastName], search).toEqual([search, fields.lastName]);
      expect.soft([search, users.length]).toEqual([search, 1]);
    }
  }
});

test("of a name and an address that were pasted, typing errors are looked for when nobody has either", async () => {
  const app = await startApp();
  for (const [userName, lastName] of Object.entries({ ann: "Castle", bob: "Castel", cid: "Other" }))
    await app.createUser({ userName, lastName, email: `${userName}@acme.test` });
  const found = async (search: string) =>
    (await list(app, { search })).users.map(({ userName }) => userName).toSorted();
  expect(await found("Ann Castle <ann@acme.test>")).toEqual(["ann"]);
  expect(await found("Castle <cid@acme.test>")).toEqual(["ann", "cid"]);
  expect(await found("Castlee <ann@elsewhere.test>")).toEqual(["ann"]);
  expect(await found("Castlle <eve@elsewhere.test>")).toEqual(["ann"]);
});

test("a phone number is found in any writing, with and without the code of its country", async () => {
  const app = await startApp();
  const phones = {
    berlin: "+49 (0)30 123456",
    geneva: "022 765 43 21",
    boston: "(617) 555-0123",
    london: "0044 20 7946 0958 ext. 12",
  };
  for (const [userName, phone] of Object.entries(phones)) await app.createUser({ userName, phone });
  const expected: Record<string, string[]> = {
    berlin: [
      "+4930123456",
      "0049 30 123456",
      "030/12 34 56",
      "030-123456",
      "(030) 123456",
      "+49 (0) 30 123456",
      "123456",
      "030 12",
      "tel:+4930123456",
    ],
    geneva: ["022 765 43 21", "0227654321", "+41 22 765 43 21", "0041227654321", "765 43 21"],
    boston: [
      "617-555-0123",
      "+1 617 555 0123",
      "1 (617) 555.0123",
      "6175550123",
      "5550123",
      "６１７ ５５５ ０１２３",
      "٦١٧ ٥٥٥ ٠١٢٣",
      "617‐555‑0123",
      "617−555·0123",
      "\u202a+1 617 555 0123\u202c",
      "6175550123.",
    ],
    london: [
      "020 7946 0958",
      "+44 20 7946 0958",
      "+44 20 7946 0958 ext 12",
      "(020) 7946–0958",
      "okafor 020 79460958",
      "7946 0958 okafor",
    ],
  };
  for (const [userName, searches] of Object.entries(expected)) {
    for (const search of searches)
      expect.soft([search, await found(app, search)]).toEqual([search, [userName]]);
  }
  expect(await found(app, "+48 30 123456")).toEqual([]);
  expect(await found(app, "000000")).toEqual([]);
});

test("one typing error in a word of five letters or more comes close, after who matches", async () => {
  const app = await startApp();
  await add(app, "a", ["Zoë", "Kowalski"], null);
  await add(app, "b", ["Abe", "Kowalsky"], "kowalsky@acme.test");
  await add(app, "c", ["Kim", "Lee"], null);
  await add(app, "d", ["Bo", "Number100023"], null);

  const both = await list(app, { search: "kowalski" });
  expect([both.users.map(({ userName }) => userName), both.total, both.close]).toEqual([["a", "b"], 2, 1]);
  const errors = [
    "kowaslki",
    "okwalski",
    "kowlaski",
    "kowalsik",
    "kovalski",
    "towalski",
    "kowalska",
    "kowlski",
    "owalski",
    "kowalsk",
    "kowaalski",
    "kowalskii",
    "xkowalski",
  ];
  for (const search of [...errors, "zoe kowaslki", "kowaslki, zoe"]) {
    const { users, total, close } = await list(app, { search });
    expect
      .soft([search, users.map(({ userName }) => userName)])
      .toEqual([search, expect.arrayContaining(["a"])]);
    // As far as it is a part of the name, it matches.
    const isPart = search === "owalski" || search === "kowalsk";
    expect.soft([search, close]).toEqual([search, isPart ? total - (search === "kowalsk" ? 2 : 1) : total]);
  }
  expect(await found(app, "kowalzki")).toEqual(["a"]);
  expect(await found(app, "kowalksy@acme.test")).toEqual(["b"]);
  expect(await found(app, "kowalsky@acmme.test")).toEqual(["b", "a"]);
  for (const none of ["kovalzki", "ikm", "leee", "number100024", "abe kowazzki", "%%%%%kowals"]) {
    expect.soft([none, await found(app, none)]).toEqual([none, []]);
  }
});

test("whoever has a pasted address and name is the only answer, and whoever has either comes close", async () => {
  const app = await startApp();
  await add(app, "zoe", ["Zoë", "Abara"], "abara@acme.test");
  await add(app, "other", ["Zoë", "Abara"], "abara@acme.test.example");
  const told = async (query: Query) => {
    const { users, total, close } = await list(app, query);
    return [users.map(({ userName }) => userName), total, close];
  };

  expect(await told({ search: "Zoë Abara <ABARA@acme.test>" })).toEqual([["zoe"], 1, 0]);
  expect(await told({ search: "Somebody Else <abara@acme.test>" })).toEqual([["zoe", "other"], 2, 2]);
  expect(await told({ search: "Abara <abara@acme.test>", status: "inactive" })).toEqual([[], 0, 0]);
  expect(await told({ search: "Abara <abara@acme.test>", access: "link-pending" })).toEqual([[], 0, 0]);
  expect(await told({ search: "Abara <abara@acme.test>", access: "never-signed-in", sort: "email" })).toEqual(
    [["zoe"], 1, 0],
  );
});

test("those who come close fill the pages after those who match, and nobody looks for them when many match", async () => {
  const app = await startApp();
  for (let count = 0; count < 20; count++) await add(app, `m.${count}`, ["Jane", "Marchetti"], null);
  for (let count = 0; count < 20; count++) await add(app, `c.${count}`, ["Jane", "Marchetta"], null);
  const names = async (query: Query) => {
    const { users, total, close } = await list(app, query);
    return { found: users.map(({ userName }) => userName[0]).join(""), total, close };
  };
  const search = "marchetti";

  expect(await names({ search })).toEqual({ found: "m".repeat(20) + "c".repeat(5), total: 40, close: 20 });
  expect(await names({ search, page: 2 })).toEqual({ found: "c".repeat(15), total: 40, close: 20 });
  expect(await names({ search, page: 3 })).toEqual({ found: "", total: 40, close: 20 });
  const pages = [await list(app, { search }), await list(app, { search, page: 2 })];
  expect(new Set(pages.flatMap(({ users }) => users).map(({ id }) => id)).size).toBe(40);
  for (let count = 20; count < 26; count++) await add(app, `m.${count}`, ["Jane", "Marchetti"], null);
  expect(await names({ search })).toEqual({ found: "m".repeat(25), total: 26, close: 0 });
});

test("a search counts everybody, whichever status the list shows", async () => {
  const app = await startApp();
  await app.createUser({ userName: "here", lastName: "Osei" });
  await app.createUser({ userName: "gone", lastName: "Oséi", isActive: false });
  await app.createUser({ userName: "left", lastName: "Quartey", isActive: false });

  expect((await list(app, { search: "osei" })).byStatus).toEqual({ active: 1, inactive: 1 });
  expect(await list(app, { search: "quartey" })).toMatchObject({
    total: 0,
    byStatus: { active: 0, inactive: 1 },
  });
  expect(await list(app, { search: "qaurtey" })).toMatchObject({
    total: 0,
    byStatus: { active: 0, inactive: 1 },
  });
  expect((await list(app, { search: "osei", status: "inactive" })).byStatus).toEqual({
    active: 1,
    inactive: 1,
  });
  expect((await list(app, { search: "quartey", type: "system-administrator" })).byStatus).toEqual({
    active: 0,
    inactive: 0,
  });
  expect((await list(app, {})).byStatus).toEqual({ active: 2, inactive: 2 });
});

test("a user is found by what is known now, whatever wrote it", async () => {
  const app = await startApp();
  const user = await app.createUser({ userName: "before", lastName: "Xantippe", title: "Pilot" });
  const params = { userId: user.id };
  await app.admin.call(updateUser, {
    params,
    body: { version: 1, lastName: "Ypsilanti", phone: "030 555777", title: null, teams: ["Kites"] },
  });

  for (const gone of ["xantippe", "xanitppe", "pilot"]) expect.soft(await found(app, gone)).toEqual([]);
  for (const known of ["ypsilanti", "ypsilnati", "+49 30 555777", "kites", "before"]) {
    expect.soft([known, await found(app, known)]).toEqual([known, ["before"]]);
  }
  await app.admin.call(deleteUser, { params, body: { userName: "before" } });
  for (const gone of ["ypsilanti", "030 555777", "kites", "before", "deleted"]) {
    expect.soft(await found(app, gone)).toEqual([]);
  }
});

test("where most match they are found along the order of the list as by the index", async () => {
  const app = await startApp();
  for (let count = 0; count < 210; count++) {
    await add(app, `many.${String(count).padStart(3, "0")}`, ["Same", "Name"], null);
  }
  const { users, total } = await list(app, { search: "same name", page: 9 });
  expect([total, users.map(({ userName }) => userName)]).toEqual([
    210,
    Array.from({ length: 10 }, (_, index) => `many.${200 + index}`),
  ]);
});

test("among thousands who match, pages follow each order in both directions, narrowed or not", async () => {
  const app = await startApp();
  const firstNames = ["Ann", "Ann-Marie", "Bartholomew Long", "Bartholomew Lo", "Zoë", "Émile", "O'Day"];
  const people = Array.from({ length: 4500 }, (_, number) => {
    const fields = {
      userName: `crowd.${number}`,
      firstName: firstNames[number % firstNames.length]!,
      lastName: `Many ${(number * 7919) % 4500}`,
      email: number % 3 === 0 ? null : `${(number * 31) % 4500}.crowd@acme.test`,
    };
    return {
      ...stored(fields, app.clock.now()),
      type: number % 9 === 0 ? ("system-administrator" as const) : ("regular" as const),
      deactivatedAt: number % 10 === 0 ? app.clock.now() : null,
      lastSignedInAt:
        number % 4 === 0 ? null : app.clock.now().replace(/\d{4}/, String(1000 + (number % 900))),
    };
  });
  await insert(app, people);
  const by = {
    name: () => "",
    email: (person: (typeof people)[number]) => person.emailKey,
    type: (person: (typeof people)[number]) => person.type,
    "last-sign-in": (person: (typeof people)[number]) => person.lastSignedInAt,
  };
  const bytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  for (const narrowed of [
    {},
    { status: "all" },
    { status: "inactive" },
    { type: "regular" },
    { type: "system-administrator", status: "all" },
    { access: "never-signed-in", status: "all" },
  ] satisfies Query[]) {
    const query: Query = narrowed;
    const matching = people.filter(
      ({ deactivatedAt, type, lastSignedInAt }) =>
        (query.status === "all" || (deactivatedAt === null) === (query.status !== "inactive")) &&
        (query.type === undefined || type === query.type) &&
        (query.access === undefined || lastSignedInAt === null),
    );
    for (const sort of ["name", "email", "type", "last-sign-in"] as const) {
      for (const order of ["ascending", "descending"] as const) {
        const turned = order === "ascending" ? 1 : -1;
        const expected = matching.toSorted((one, other) => {
          const [a, b] = [by[sort](one), by[sort](other)];
          if (a !== b && (a === null || b === null)) return a === null ? 1 : -1;
          return (
            turned *
            (bytes(a ?? "", b ?? "") || bytes(one.sortName, other.sortName) || bytes(one.id, other.id))
          );
        });
        const last = Math.ceil(expected.length / 50);
        for (const [search, page] of [
          ["many", 1],
          ["ma", 2],
          ["many", Math.ceil(last / 2)],
          ["many", last],
        ] as const) {
          const { users, total } = await list(app, { ...query, sort, order, search, page, perPage: 50 });
          const told = JSON.stringify({ ...query, sort, order, search, page });
          expect.soft([told, total]).toEqual([told, expected.length]);
          expect
            .soft(
              users.map(({ id }) => id),
              told,
            )
            .toEqual(expected.slice((page - 1) * 50, page * 50).map(({ id }) => id));
        }
      }
    }
  }
  await app.db.deleteFrom("users").where("userName", "like", "crowd.%").execute();
});

test("no more than ten thousand are counted, and a search has no page behind them", async () => {
  const app = await startApp();
  const people = Array.from({ length: 10_002 }, (_, number) => ({
    ...stored(
      { userName: `crowd.${number}`, firstName: null, lastName: "Many", email: null },
      app.clock.now(),
    ),
    deactivatedAt: number === 0 ? app.clock.now() : null,
  }));
  await insert(app, people);
  const told = async (query: Query) => {
    const { users, total, hasMore, byStatus } = await list(app, { perPage: 100, ...query });
    return [users.length, total, hasMore, byStatus];
  };

  const byStatus = { active: 10_001, inactive: 1 };
  expect(await told({ search: "many" })).toEqual([100, 10_000, true, byStatus]);
  expect(await told({ search: "many", page: 100 })).toEqual([100, 10_000, true, byStatus]);
  expect(await told({ search: "many", page: 101 })).toEqual([0, 10_000, true, byStatus]);
  expect(await told({ page: 101 })).toEqual([2, 10_000, true, byStatus]);
  expect(await told({ page: 102 })).toEqual([0, 10_000, true, byStatus]);
  expect(await told({ search: "many", status: "inactive" })).toEqual([1, 1, false, byStatus]);
  await app.db.deleteFrom("users").where("userName", "=", "crowd.1").execute();
  expect(await told({ search: "many" })).toEqual([100, 10_000, false, { active: 10_000, inactive: 1 }]);
  await app.db.deleteFrom("users").where("userName", "like", "crowd.%").execute();
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

test("a search may be as long as it likes, and hold what means something to an index", async () => {
  const app = await startApp();
  const words = (length: number) =>
    Array.from({ length: 200 }, (_, index) =>
      `${String.fromCodePoint(97 + (index % 26))}${index}`.padEnd(length, "xyz"),
    )
      .join(" ")
      .slice(0, 200);
  const searches = [
    words(2),
    words(3),
    words(6),
    "x".repeat(200),
    "王".repeat(200),
    '" OR "root',
    "root* NOT admin",
    "searchText : root",
    "NEAR(root admin)",
    "root\\",
  ];
  for (const search of searches) expect.soft((await list(app, { search })).total, search).toBe(0);
  expect(await found(app, '"root"')).toEqual(["root.admin"]);
  expect(await found(app, " ,;<>()")).toHaveLength(1);
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

test("names are sorted as their letters are in the alphabet, whatever stroke or tail they have", async () => {
  const app = await startApp();
  const names = [
    "Lee",
    "Łukasz",
    "Lyon",
    "Oak",
    "Østergaard",
    "Ozan",
    "Đukić",
    "Dyer",
    "Æbel",
    "Aff",
    "Ðor",
    "Ivo",
    "ışık",
    "İz",
    "O’Day",
    "O'Dea",
    "Đan",
  ];
  const order = [
    "Æbel",
    "Aff",
    "Đan",
    "Ðor",
    "Đukić",
    "Dyer",
    "ışık",
    "Ivo",
    "İz",
    "Lee",
    "Łukasz",
    "Lyon",
    "O’Day",
    "O'Dea",
    "Oak",
    "Østergaard",
    "Ozan",
  ];
  for (const [index, lastName] of names.entries()) {
    await app.createUser({ userName: `n${index}`, firstName: null, lastName });
  }
  const { users } = await list(app, { type: "regular" });
  expect(users.map(({ lastName }) => lastName)).toEqual(order);
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

/** A user's row, as it is written past the product: by it thousands would take minutes. */
function stored(known: Pick<UserFields, "userName" | "firstName" | "lastName" | "email">, now: string) {
  const fields = { ...known, phone: null, title: null, teams: "[]" };
  return {
    ...fields,
    ...searchColumns(fields),
    id: newId(),
    version: 1,
    userNameKey: fields.userName,
    emailKey: fields.email,
    type: "regular" as "regular" | "system-administrator",
    passwordVersion: 1,
    createdAt: now,
    updatedAt: now,
  };
}

async function insert(app: TestApp, people: readonly ReturnType<typeof stored>[]): Promise<void> {
  for (let from = 0; from < people.length; from += 500) {
    await app.db
      .insertInto("users")
      .values(people.slice(from, from + 500))
      .execute();
  }
}

function list(app: TestApp, query: Query) {
  return app.admin.call(listUsers, { query });
}

async function found(app: TestApp, search: string): Promise<string[]> {
  return (await list(app, { search, status: "all" })).users.map(({ userName }) => userName);
}

function add(app: TestApp, userName: string, [firstName, lastName]: [string, string], email: string | null) {
  return app.admin.call(createUser, { body: { userName, firstName, lastName, email } });
}
