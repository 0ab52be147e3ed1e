import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { getUser, updateUser } from "@latchkey/contract/users.ts";
import { readWebhookSecrets, signWebhook } from "@latchkey/mailbox/sign-webhook.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { eventually } from "../test/eventually.ts";
import { refusal, rootAdmin, startApp, webhookSecret, type TestApp } from "../test/start.ts";
import { reportPath } from "./report-endpoint.ts";

test("what the mail service reports stands in the message's state and history", async () => {
  const app = await startApp();
  const { messageId, mail } = await sentLink(app);
  await app.listen();

  await app.mailbox.delay(mail.id);
  await eventually(() => stateOf(app, messageId)).toBe("delayed");
  await app.mailbox.deliver(mail.id);
  await eventually(() => stateOf(app, messageId)).toBe("delivered");

  const history = await app.db
    .selectFrom("messageEvents")
    .select("state")
    .where("messageId", "=", messageId)
    .orderBy("id")
    .execute();
  expect(history.map(({ state }) => state)).toEqual(["queued", "accepted", "delayed", "delivered"]);
});

test("delivered twice and in any order, reports move a state upwards only", async () => {
  const app = await startApp();
  const { messageId, mail } = await sentLink(app);
  const bounced = event("email.bounced", mail.id, {
    bounce: { message: "550 No such user", type: "Permanent" },
  });

  expect(await report(app, bounced)).toBe(204);
  expect(await report(app, bounced)).toBe(204);
  expect(await report(app, event("email.delivered", mail.id))).toBe(204);
  expect(await report(app, event("email.sent", mail.id))).toBe(204);

  expect(await messageOf(app, messageId)).toMatchObject({ state: "bounced", reason: "550 No such user" });
  expect(await eventsOf(app, messageId, "bounced")).toBe(1);
  const heeded = await app.db.selectFrom("webhookDeliveries").select("id").execute();
  expect(heeded).toHaveLength(3);
});

test.each([
  ["nothing at all", ""],
  ["no JSON", "{"],
  ["a number", "7"],
  ["a list", "[null]"],
  ["a kind that every object has", '{"type":"toString"}'],
  ["another one", '{"type":"__proto__","data":{}}'],
  ["tags without a tag", '{"type":"email.sent","data":{"tags":[null,7,"x"]}}'],
  ["a NUL", '{"type":"email.sent","data":{"email_id":"\\u0000"}}'],
  ["parts of other kinds", '{"type":"email.bounced","data":{"bounce":7,"failed":null,"tags":7}}'],
])("a signed report that is odd is taken, and not sent again: %s", async (_name, body) => {
  const app = await startApp();
  expect(await report(app, { id: newId(), body })).toBe(204);
});

test("whatever is signed is never a fault of ours", async () => {
  const app = await startApp();
  const { mail } = await sentLink(app);
  const odd = fc.record(
    {
      type: fc.oneof(fc.constantFrom("email.bounced", "email.failed", "email.sent"), fc.anything()),
      created_at: fc.oneof(fc.string(), fc.anything()),
      data: fc.oneof(
        fc.anything(),
        fc.record(
          {
            email_id: fc.oneof(fc.constant(mail.id), fc.string({ unit: "binary" })),
            tags: fc.anything(),
            bounce: fc.anything(),
            failed: fc.anything(),
            suppressed: fc.anything(),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    odd.map((value) => JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? 1 : each))),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      expect(await report(app, { id: newId(), body })).toBe(204);
    }),
    { numRuns: 200 },
  );
});

test("reports of unknown mails and unknown kinds are taken, and change nothing", async () => {
  const app = await startApp();
  const { messageId, mail } = await sentLink(app);
  const before = await messageOf(app, messageId);

  expect(await report(app, event("email.delivered", "somebody-elses"))).toBe(204);
  expect(await report(app, event("email.opened", mail.id))).toBe(204);
  expect(await report(app, event("contact.created", mail.id))).toBe(204);
  expect(await report(app, { id: newId(), body: "null" })).toBe(204);

  expect(await messageOf(app, messageId)).toEqual(before);
});

test.each([
  ["a wrong signature", { secret: `whsec_${Buffer.from("somebody else's secret").toString("base64")}` }],
  ["one from six minutes ago", { seconds: -360 }],
  ["one from six minutes ahead", { seconds: 360 }],
  ["another body than was signed", { sentBody: "{}" }],
])("%s is refused, and changes nothing", async (_, forgery) => {
  const app = await startApp();
  const { messageId, mail } = await sentLink(app);
  const before = await messageOf(app, messageId);

  expect(await report(app, event("email.delivered", mail.id), forgery)).toBe(401);

  expect(await messageOf(app, messageId)).toEqual(before);
  expect(await app.db.selectFrom("webhookDeliveries").selectAll().execute()).toEqual([]);
});

test("a request without the headers is refused, and a body beyond all measure too", async () => {
  const app = await startApp();
  const post = (body: string) => app.visitor().fetch(reportPath, { method: "POST", body });

  expect((await post("{}")).status).toBe(401);
  expect((await post("x".repeat(100_000))).status).toBe(413);
  expect((await app.visitor().fetch(reportPath)).status).toBe(404);
});

test("while the secret is rotated, one of several signatures is enough", async () => {
  const app = await startApp();
  const { messageId, mail } = await sentLink(app);
  const older = `whsec_${Buffer.from("the secret before this").toString("base64")}`;

  expect(await report(app, event("email.delivered", mail.id), { secret: `${older},${webhookSecret}` })).toBe(
    204,
  );

  expect(await stateOf(app, messageId)).toBe("delivered");
});

test("without a secret there is no such address", async () => {
  const app = await startApp({ readReport: null });
  const { mail } = await sentLink(app);

  expect(await report(app, event("email.delivered", mail.id))).toBe(404);
});

test.each([
  [
    "a permanent bounce",
    "email.bounced",
    { bounce: { type: "Permanent", message: "550 No such user" } },
    "bounced",
  ],
  ["a complaint", "email.complained", {}, "complained"],
  [
    "a suppression",
    "email.suppressed",
    { suppressed: { type: "OnAccountSuppressionList", message: "Refused before" } },
    "suppressed",
  ],
])("%s marks the address, and a changed address is without fault", async (_, type, more, kind) => {
  const app = await startApp();
  const { jane, mail } = await sentLink(app);

  await report(app, event(type, mail.id, more));

  const marked = await app.admin.call(getUser, { params: { userId: jane.id } });
  expect(marked.addressFault).toMatchObject({ kind });
  expect(await app.auditOf(jane.id)).toContain("address.marked");
  const moved = await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: marked.version, email: "jane@elsewhere.test" },
  });
  expect(moved.addressFault).toBeNull();
});

test("the other side's words are one line of plain text, so that they can pretend to be nothing else", async () => {
  const app = await startApp();
  const { jane, messageId, mail } = await sentLink(app);
  const message = "550 No such user\r\nCaller verified: In person\u202e\u0000 ";

  await report(app, event("email.bounced", mail.id, { bounce: { type: "Permanent", message } }));

  const reason = "550 No such user Caller verified: In person";
  expect(await messageOf(app, messageId)).toMatchObject({ state: "bounced", reason });
  expect((await app.admin.call(getUser, { params: { userId: jane.id } })).addressFault).toMatchObject({
    reason,
  });
});

test("a bounce that may pass, and one of an address that the user no longer has, mark nothing", async () => {
  const app = await startApp();
  const { jane, mail } = await sentLink(app);
  await report(
    app,
    event("email.bounced", mail.id, { bounce: { type: "Transient", message: "452 Mailbox full" } }),
  );
  expect((await app.admin.call(getUser, { params: { userId: jane.id } })).addressFault).toBeNull();

  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: jane.version, email: "jane@elsewhere.test" },
  });
  await report(app, event("email.complained", mail.id));
  expect((await app.admin.call(getUser, { params: { userId: jane.id } })).addressFault).toBeNull();
});

test("a delivery to the address takes the mark away", async () => {
  const app = await startApp();
  const { jane, mail } = await sentLink(app);
  await report(app, event("email.bounced", mail.id, { bounce: { type: "Permanent", message: "550" } }));
  const again = await app.admin.call(sendPasswordChangeLink, {
    params: { userId: jane.id },
    body: { despiteAddressFault: true },
  });
  const [latest] = await app.mailbox.mails({ to: jane.email! });

  await report(app, event("email.delivered", latest!.id));

  expect(await stateOf(app, again.mail!.id)).toBe("delivered");
  expect((await app.admin.call(getUser, { params: { userId: jane.id } })).addressFault).toBeNull();
});

test("a report that is faster than the answer counts: the mail is known by the tag that it carries", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "a kettle under the blue stairs" });
  await app.mailbox.setFault({ kind: "lost-answer" });
  const { mail } = await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  expect(mail).toMatchObject({ state: "queued" });
  const [sent] = await app.mailbox.mails({ to: jane.email! });

  await report(app, event("email.delivered", sent!.id, { tags: { message: mail!.id } }));

  expect(await messageOf(app, mail!.id)).toMatchObject({
    state: "delivered",
    providerId: sent!.id,
    sealed: null,
  });
  // Accepted at the least: the generated password has taken the place of the old one.
  await refusal(app.signIn(jane.userName, "a kettle under the blue stairs"), "sign-in-refused");
});

test("a generated password whose mail came back before it counted as accepted never takes effect", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "a kettle under the blue stairs" });
  await app.mailbox.setFault({ kind: "lost-answer" });
  const { mail } = await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const [sent] = await app.mailbox.mails({ to: jane.email! });
  const bounce = { type: "Permanent", message: "550 No such user" };

  await report(app, event("email.bounced", sent!.id, { tags: { message: mail!.id }, bounce }));

  await app.signIn(jane.userName, "a kettle under the blue stairs");
  expect(await app.auditOf(jane.id)).toContain("generated-password.dropped");
});

test("a thousand forged reports leave sign-in usable, and a few lines in the log", async () => {
  const app = await startApp();
  const forged = { secret: `whsec_${Buffer.from("somebody else's secret").toString("base64")}` };
  const lines = app.log.length;

  const flood = Array.from({ length: 1000 }, () => report(app, event("email.delivered", newId()), forged));
  const signedIn = app.visitor().call(signIn, {
    body: { userNameOrEmail: rootAdmin.userName, password: rootAdmin.password },
  });

  expect(await signedIn).toMatchObject({ user: { userName: rootAdmin.userName } });
  expect(new Set(await Promise.all(flood))).toEqual(new Set([401]));
  expect(app.log.length - lines).toBeLessThan(5);
  expect(await app.db.selectFrom("webhookDeliveries").selectAll().execute()).toEqual([]);
});

async function sentLink(app: TestApp) {
  const jane = await app.createUser();
  const { mail: status } = await app.admin.call(sendPasswordChangeLink, {
    params: { userId: jane.id },
    body: {},
  });
  expect(status).toMatchObject({ state: "accepted" });
  const [mail] = await app.mailbox.mails({ to: jane.email! });
  return { jane, messageId: status!.id, mail: mail! };
}

type Delivery = { id: string; body: string };

function event(type: string, providerId: string, more: object = {}): Delivery {
  const data = { email_id: providerId, ...more };
  return { id: newId(), body: JSON.stringify({ type, data }) };
}

/** Posts a signed report as the mail service would, unless it is to be a forgery. Returns the status. */
async function report(
  app: TestApp,
  { id, body }: Delivery,
  forgery: { secret?: string; seconds?: number; sentBody?: string } = {},
): Promise<number> {
  const { secret = webhookSecret, seconds = 0, sentBody = body } = forgery;
  // Signatures are compared with the machine's own time.
  const at = performance.timeOrigin + performance.now() + seconds * 1000;
  const headers = signWebhook(readWebhookSecrets(secret), id, at, body);
  const response = await app.fetch(
    new Request(`http://localhost:3000${reportPath}`, { method: "POST", headers, body: sentBody }),
  );
  return response.status;
}

function messageOf(app: TestApp, id: string) {
  return app.db.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

async function stateOf(app: TestApp, id: string): Promise<string> {
  return (await messageOf(app, id)).state;
}

async function eventsOf(app: TestApp, messageId: string, state: "bounced"): Promise<number> {
  const events = await app.db
    .selectFrom("messageEvents")
    .select("id")
    .where("messageId", "=", messageId)
    .where("state", "=", state)
    .execute();
  return events.length;
}
