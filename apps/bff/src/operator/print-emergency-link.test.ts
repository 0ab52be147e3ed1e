import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { expect, test, vi } from "vitest";
import { runCli } from "../test/run-cli.ts";
import { refusal, rootAdmin, startApp, startBareApp } from "../test/start.ts";

const newPassword = "quiet harbour lamp 49";

// Each command is a process of its own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

test("beside a running server it prints a link that works once, mails the administrator and is audited", async () => {
  const app = await startApp();

  const { code, out, err } = await runCli(app, ["emergency-link"]);

  expect([code, err]).toEqual([0, ""]);
  const link = /^http:\/\/localhost:3000\/reset-password#([\w-]{43})$/m.exec(out);
  expect(out).toContain("(root.admin), good until");
  const token = link![1]!;
  const redeem = () => app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } });
  await redeem();
  await refusal(redeem(), "link-used");
  await app.signIn(rootAdmin.userName, newPassword);
  expect(await app.auditOf(app.adminId)).toContain("emergency-link.made");
  await app.mailbox.waitForMail({
    to: rootAdmin.email,
    subject: "An administrator changed your access to Latchkey",
  });
  // The one line that is logged is a warning, and holds no link.
  const logged = out.split("\n").filter((line) => line.startsWith("{"));
  expect(logged.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
    "emergency-link.made",
  ]);
  expect(logged.join()).not.toContain(token);
});

test("with several administrators it wants to know which, and never takes an inactive one", async () => {
  const app = await startApp();
  await app.createUser({ userName: "second.admin", type: "system-administrator" });
  await app.createUser({ userName: "retired.admin", type: "system-administrator", isActive: false });

  const [unnamed, retired, second] = await Promise.all([
    runCli(app, ["emergency-link"]),
    runCli(app, ["emergency-link", "retired.admin"]),
    runCli(app, ["emergency-link", "SECOND.admin"]),
  ]);

  for (const refused of [unnamed, retired]) {
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toBe(
      "Say which active System Administrator is meant:\n  root.admin  (root.admin)\n  second.admin  (Jane Okafor)\n",
    );
  }
  expect(second).toMatchObject({ code: 0, out: expect.stringContaining("for Jane Okafor (second.admin)") });
  expect(await app.db.selectFrom("recoveries").select("askedBy").execute()).toEqual([
    { askedBy: "operator" },
  ]);
});

test("before the set-up it points to the set-up link", async () => {
  const app = await startBareApp();

  const { code, err } = await runCli(app, ["emergency-link"]);

  expect([code, err]).toEqual([1, expect.stringContaining("open the set-up link that it prints")]);
});
