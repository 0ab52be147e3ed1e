import { pathOf } from "@latchkey/contract/client.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { endUserSessions } from "@latchkey/contract/sessions.ts";
import { deleteUser, updateUser, watchUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { addMinutes } from "../ports/clock.ts";
import { eventually } from "../test/eventually.ts";
import { listenTo, type Listener } from "../test/listen-to.ts";
import { mailLink } from "../test/read-mail.ts";
import { startApp, type TestApp } from "../test/start.ts";
import { writeBehind } from "../test/write-behind.ts";

const newPassword = "quiet harbour lamp 49";

/** Does something, and expects to hear of it. */
async function expectHint(listener: Listener, whatHappens: () => unknown): Promise<void> {
  await eventually(() => listener.heard.length).toBeGreaterThan(0);
  const before = listener.heard.length;
  await whatHappens();
  await eventually(() => listener.heard.slice(before)).toContainEqual(expect.stringMatching(/^changed /));
  await settled(listener);
}

/** Until nothing was heard for longer than a burst of commits takes. */
async function settled(listener: Listener): Promise<void> {
  let before = -1;
  await expect
    .poll(
      () => {
        const isQuiet = listener.heard.length === before;
        before = listener.heard.length;
        return isQuiet;
      },
      { interval: 400, timeout: 10_000 },
    )
    .toBe(true);
}

async function watch(app: TestApp, userId: string): Promise<Listener> {
  return listenTo(await app.listen(), app.admin, pathOf(watchUser, { params: { userId } }));
}

test("every step of a recovery is heard: sent, opened, password set, signed in, signed out by force", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const listener = await watch(app, jane.id);
  await eventually(() => listener.heard).toEqual([expect.stringMatching(/^open [\w-]{43}$/)]);

  let token = "";
  await expectHint(listener, async () => ({ token } = await mailLink(app, jane)));
  await expectHint(listener, () =>
    app.visitor().call(lookUpPasswordChangeLink, { body: { token, byPerson: true } }),
  );
  await expectHint(listener, () =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }),
  );
  await expectHint(listener, () => app.signIn(jane.userName, newPassword));
  await expectHint(listener, () => app.admin.call(endUserSessions, { params: { userId: jane.id } }));
});

test("what another process changes and what time changes is heard, and nothing of other users", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const listener = await watch(app, jane.id);
  await settled(listener);

  const before = [...listener.heard];
  await app.admin.call(sendPasswordChangeLink, { params: { userId: john.id }, body: {} });
  await settled(listener);
  expect(listener.heard).toEqual(before);

  // No transaction of this process tells of these changes, as none tells of another's.
  await expectHint(listener, () => writeBehind(app.db, jane.id, { title: "Engineer" }));
  // The session must not become idle before the link expires.
  await expectHint(listener, () =>
    app.db
      .updateTable("recoveries")
      .set({ expiresAt: addMinutes(app.clock.now(), 1) })
      .execute(),
  );
  await expectHint(listener, () => app.clock.advance({ minutes: 2 }));
});

test("that a generated password can't be saved any more is heard, whoever or whatever ended it", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.createUser({ userName: "second.admin", type: "system-administrator", password: newPassword });
  const second = await app.signIn("second.admin", newPassword);
  const generate = () =>
    app.admin.call(suggestPassword, { params: { userId: jane.id }, body: { style: "groups" } });
  const listener = await watch(app, jane.id);
  await expectHint(listener, generate);
  await expectHint(listener, () =>
    second.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} }),
  );

  await expectHint(listener, generate);
  await expectHint(listener, () => app.clock.advance({ minutes: 15 }));
});

test("who comes back learns at once whether anything was missed", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const port = await app.listen();
  const path = pathOf(watchUser, { params: { userId: jane.id } });
  const first = await listenTo(port, app.admin, path);
  await eventually(() => first.heard).toHaveLength(1);
  const lastEventId = first.heard[0]!.split(" ")[1]!;
  first.leave();

  const unchanged = await listenTo(port, app.admin, path, { lastEventId });
  await eventually(() => unchanged.heard).toEqual([`open ${lastEventId}`]);
  unchanged.leave();
  await app.admin.call(updateUser, { params: { userId: jane.id }, body: { version: 1, title: "Engineer" } });
  const changed = await listenTo(port, app.admin, path, { lastEventId });

  await eventually(() => changed.heard).toHaveLength(2);
  const [open, hint] = changed.heard;
  expect(open).toMatch(/^open /);
  expect(open).not.toBe(`open ${lastEventId}`);
  expect(hint).toBe(open!.replace("open", "changed"));
  expect(unchanged.heard).toHaveLength(1);
});

test("when the user is deleted that is the last hint", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const listener = await watch(app, jane.id);
  await eventually(() => listener.heard).toHaveLength(1);

  await app.admin.call(deleteUser, { params: { userId: jane.id }, body: { userName: jane.userName } });

  await listener.over;
  expect(listener.heard).toEqual([expect.stringMatching(/^open/), expect.stringMatching(/^changed/)]);
});

test("the hints hold nothing of the user", async () => {
  const app = await startApp();
  const jane = await app.createUser({ firstName: "Jane", email: "jane@acme.test" });
  const listener = await watch(app, jane.id);
  await expectHint(listener, () => mailLink(app, jane));

  expect(listener.heard.join("\n")).toMatch(/^(?:(?:open|changed) [\w-]{43}\n?)+$/);
  expect(listener.response.headers.get("content-type")).toBe("text/event-stream");
  expect(listener.response.headers.get("cache-control")).toBe("no-store");
  expect(listener.response.headers.get("x-accel-buffering")).toBe("no");
});
