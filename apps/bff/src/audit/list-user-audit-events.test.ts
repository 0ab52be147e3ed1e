import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { refusal, startApp } from "../test/start.ts";

test("the record's history says who did what, from where, newest first, refusals too", async () => {
  const app = await startApp();
  const jane = await app.createUser({ isActive: false });
  await refusal(
    app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} }),
    "user-inactive",
  );

  const { events, total } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });

  expect(total).toBe(2);
  expect(events).toMatchObject([
    {
      action: "generated-password.sent",
      outcome: "refused",
      actor: { kind: "user", id: app.adminId, name: "root.admin" },
      userAgent: "Test Browser",
      details: { problem: "user-inactive" },
    },
    {
      action: "user.created",
      outcome: "done",
      actor: { kind: "user", id: app.adminId },
      details: { userName: jane.userName },
    },
  ]);
});

test("what the system does on its own is the worker's act", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });

  const { events } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });

  expect(events.map(({ action, actor }) => [action, actor])).toEqual([
    ["generated-password.took-effect", { kind: "worker" }],
    ["generated-password.sent", { kind: "user", id: app.adminId, name: "root.admin" }],
    ["user.created", { kind: "user", id: app.adminId, name: "root.admin" }],
  ]);
});

test("at most fifty are shown, and all are counted", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  for (let times = 0; times < 51; times++) {
    await app.admin.call(suggestPassword, { params: { userId: jane.id }, body: { style: "words" } });
  }

  const { events, total } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });

  expect(events).toHaveLength(50);
  expect(total).toBe(52);
  await refusal(app.admin.call(listUserAuditEvents, { params: { userId: newId() } }), "not-found");
});
