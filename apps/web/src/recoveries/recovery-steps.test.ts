import type { MailEvent } from "@latchkey/contract/mail.ts";
import type { Recovery } from "@latchkey/contract/recoveries.ts";
import { describe, expect, it } from "vitest";
import { closedWords, isUnderWay, outcomeWords, reasonWords, recoverySteps } from "./recovery-steps.ts";

const sent: Recovery = {
  id: "01981f6e-0000-7000-8000-000000000001",
  way: "link",
  state: "open",
  endReason: null,
  createdAt: "2026-11-23T14:58:00.000Z",
  askedBy: "administrator",
  createdBy: "Root Admin",
  expiresAt: "2026-11-24T14:58:00.000Z",
  extendedAt: null,
  openedAt: null,
  tookEffectAt: null,
  signedInAt: null,
  usedOn: null,
  finishedAt: null,
  endedAt: null,
  note: null,
  auditEventId: null,
  mail: {
    id: "01981f6e-0000-7000-8000-000000000002",
    state: "accepted",
    reason: null,
    to: "j…r@acme.dev",
    at: "2026-11-23T14:58:02.000Z",
    nextAttemptAt: null,
    history: [],
  },
};
const mail = sent.mail!;
const at = (time: string) => `2026-11-23T${time}.000Z`;
const told = { webhooks: true };
const words = (recovery: Recovery, webhooks = true) =>
  recoverySteps(recovery, { webhooks }).map((step) => `${step.state}: ${step.words}`);

/** The mail after these states, reached a second after each other. */
const after = (...states: MailEvent["state"][]): Recovery["mail"] => {
  const history = states.map((state, index) => ({ at: at(`14:58:0${index}`), state, reason: null }));
  return { ...mail, ...history.at(-1)!, history };
};

describe("the way of a link", () => {
  it("shows what is done and what is still to come", () => {
    expect(words({ ...sent, mail: after("queued", "sending", "accepted") })).toEqual([
      "done: Link sent by Root Admin",
      "done: Accepted by the mail service",
      "wait: Delivery to acme.dev",
      "wait: The user opens the page",
      "wait: The user sets a new password",
    ]);
    expect(recoverySteps(sent, told).at(-1)).toMatchObject({
      noteMoment: { lead: "Link ends", at: sent.expiresAt },
    });
  });

  it("tells that it was extended, after what had happened by then", () => {
    const extended = { ...sent, mail: after("queued", "accepted"), extendedAt: at("15:01:00") };
    expect(words(extended)).toEqual([
      "done: Link sent by Root Admin",
      "done: Accepted by the mail service",
      "done: Link extended",
      "wait: Delivery to acme.dev",
      "wait: The user opens the page",
      "wait: The user sets a new password",
    ]);
    const opened = (openedAt: string) => words({ ...extended, openedAt }).slice(2, 4);
    expect(opened(at("15:00:00"))).toEqual(["done: Page opened", "done: Link extended"]);
    expect(opened(at("15:02:00"))).toEqual(["done: Link extended", "done: Page opened"]);
  });

  it("tells of one that no mail carries who copied it", () => {
    const copied = { ...sent, mail: null };
    expect(words(copied)).toEqual([
      "done: Link copied by Root Admin",
      "wait: The user opens the page",
      "wait: The user sets a new password",
    ]);
    expect(recoverySteps(copied, told)[0]?.note).toMatch(/^Handed over by the administrator, not mailed/);
    expect(words({ ...copied, askedBy: "operator", createdBy: null })[0]).toBe("done: Emergency link made");
  });

  it("keeps its steps in place while they come true", () => {
    const keys = (recovery: Recovery) => recoverySteps(recovery, told).map(({ key }) => key);
    const before = keys({ ...sent, mail: after("accepted") });
    expect(keys({ ...sent, mail: after("accepted", "delivered"), openedAt: at("15:02:00") })).toEqual(before);
    expect(
      keys({ ...sent, mail: after("accepted", "delivered"), openedAt: at("15:02:00"), state: "finished" }),
    ).toEqual(before);
  });

  it("tells each step's own time", () => {
    const used: Recovery = {
      ...sent,
      state: "finished",
      mail: after("accepted", "delivered"),
      openedAt: at("15:02:00"),
      usedOn: "Safari on iPhone",
      finishedAt: at("15:03:00"),
      endedAt: at("15:03:00"),
    };
    expect(recoverySteps(used, told).map((step) => step.at)).toEqual([
      sent.createdAt,
      at("14:58:00"),
      at("14:58:01"),
      at("15:02:00"),
      at("15:03:00"),
    ]);
    expect(recoverySteps(used, told).at(-2)).toMatchObject({
      words: "Page opened",
      note: "Safari on iPhone",
    });
  });

  it("awaits no delivery that nobody would tell of, or that must have happened", () => {
    expect(words(sent, false)).not.toContain("wait: Delivery to acme.dev");
    expect(recoverySteps(sent, { webhooks: false })[1]?.note).toBe(
      "Latchkey is not told what happens after this",
    );
    expect(words({ ...sent, openedAt: at("15:02:00") })).not.toContain("wait: Delivery to acme.dev");
  });

  it("says why a mail came back, and no longer awaits that somebody reads it", () => {
    const bounced: Recovery = {
      ...sent,
      mail: { ...after("accepted", "bounced")!, reason: "The mailbox does not exist." },
    };
    expect(words(bounced)).toEqual([
      "done: Link sent by Root Admin",
      "done: Accepted by the mail service",
      "bad: The mail came back",
      "wait: The user sets a new password",
    ]);
    expect(recoverySteps(bounced, told)[2]?.note).toBe("The mailbox does not exist.");
  });

  it("keeps the delays that a person noticed", () => {
    const delayed: Recovery = {
      ...sent,
      mail: {
        ...mail,
        state: "delivered",
        history: [
          { at: at("14:58:00"), state: "queued", reason: "The mail service is busy." },
          { at: at("15:10:00"), state: "accepted", reason: null },
          { at: at("15:11:00"), state: "delayed", reason: null },
          { at: at("15:40:00"), state: "delivered", reason: null },
        ],
      },
    };
    expect(words(delayed).slice(1, 5)).toEqual([
      "done: Mail queued",
      "done: Accepted by the mail service",
      "done: Delayed on the way",
      "done: Delivered to acme.dev",
    ]);
  });

  it("tells how it ended", () => {
    expect(words({ ...sent, state: "finished", endedAt: mail.at }).at(-1)).toBe("done: New password set");
    expect(words({ ...sent, state: "expired" }).at(-1)).toBe("end: Link expired unused");
    expect(words({ ...sent, state: "ended", endReason: "revoked" })).toEqual([
      "done: Link sent by Root Admin",
      "done: Accepted by the mail service",
      "end: Revoked",
    ]);
    expect(words({ ...sent, state: "ended", endReason: "stopped" }).at(-1)).toContain("bad: Stopped");
    expect(outcomeWords({ ...sent, state: "ended", endReason: "deactivated" })).toBe(
      "Ended because the user was deactivated",
    );
  });

  it("tells whose wish it was", () => {
    const asked: Recovery = { ...sent, askedBy: "user", createdBy: null };
    expect(recoverySteps(asked, told)[0]).toMatchObject({
      words: "Link asked for by the user",
      note: "to j…r@acme.dev",
    });
    expect(closedWords(asked)).toBe("Asked for by the user · Open");
    const emergency: Recovery = { ...sent, askedBy: "operator", createdBy: null, mail: null };
    expect(recoverySteps(emergency, told)[0]).toMatchObject({
      words: "Emergency link made",
      note: "By the operator, on the server",
    });
    expect(closedWords(emergency)).toBe("Made by the operator, on the server · Open");
  });

  it("names whoever began it with what they did, and not as if they had chosen the password", () => {
    const finished = (way: Recovery["way"]) => closedWords({ ...sent, way, state: "finished" });
    expect(finished("link")).toBe("Sent by Root Admin · New password set by the user");
    expect(finished("mailed-password")).toBe("Generated by Root Admin · New password set by the user");
    expect(finished("told-password")).toBe("Saved by Root Admin · New password set by the user");
    expect(closedWords({ ...sent, createdBy: null, state: "expired" })).toBe("Expired");
  });

  it("never says more of a mail than is known", () => {
    const queued: Recovery = {
      ...sent,
      mail: { ...mail, state: "queued", reason: "The mail service is busy.", nextAttemptAt: mail.at },
    };
    expect(recoverySteps(queued, told)[1]).toMatchObject({
      state: "now",
      words: "Mail queued",
      note: "The mail service is busy.",
      noteMoment: { lead: "Next attempt", at: mail.at },
    });
    expect(words({ ...sent, mail: { ...mail, state: "unknown" } })[1]).toContain("nobody can tell");
  });
});

describe("the way of a password", () => {
  const generated: Recovery = { ...sent, way: "mailed-password" };

  it("says that the old one works until a generated one takes effect, and when it never does", () => {
    const pending: Recovery = { ...generated, state: "pending", mail: after("queued") };
    expect(words(pending)).toEqual([
      "done: Password generated by Root Admin",
      "now: Mail queued",
      "wait: New password takes effect",
      "wait: Delivery to acme.dev",
      "wait: The user signs in",
      "wait: The user sets a new password",
    ]);
    expect(recoverySteps(pending, told)[2]?.note).toContain("the current password works until then");
    expect(words({ ...generated, state: "ended", endReason: "not-accepted" }).at(-1)).toBe(
      "bad: Never took effect",
    );
  });

  it("says when the generated one took effect", () => {
    const open: Recovery = { ...generated, tookEffectAt: mail.at };
    expect(recoverySteps(open, told)[1]?.note).toBe("The new password took effect");
  });

  it("tells of the sign-in with it", () => {
    expect(words({ ...generated, tookEffectAt: mail.at, signedInAt: at("15:00:00") }).slice(-2)).toEqual([
      "done: Signed in",
      "wait: The user sets a new password",
    ]);
  });

  it("says when a temporary password was told and not mailed", () => {
    const spoken: Recovery = { ...sent, way: "told-password", mail: null };
    expect(recoverySteps(spoken, told)[0]?.note).toBe("Shown to the administrator, not mailed");
  });
});

it("never says of a step to come what it says of one that is done, so that whoever waits for it is not told too soon", () => {
  const done = { openedAt: at("15:02:00"), signedInAt: at("15:02:00"), endedAt: at("15:03:00") };
  for (const way of ["link", "mailed-password", "told-password"] as const) {
    const mails = way === "told-password" ? [null, mail] : [mail];
    for (const mailOf of mails) {
      const begun: Recovery = { ...sent, way, mail: mailOf && after("queued") };
      const finished: Recovery = {
        ...begun,
        ...done,
        state: "finished",
        mail: mailOf && after("queued", "accepted", "delivered"),
      };
      const told = (recovery: Recovery) => recoverySteps(recovery, { webhooks: true });
      const [, ...ahead] = [...told(begun), ...told({ ...begun, state: "pending" })];
      const waiting = ahead.filter(({ state }) => state === "wait").map((step) => step.words.toLowerCase());
      expect(waiting.length).toBeGreaterThan(1);
      for (const step of told(finished))
        expect(waiting.filter((words) => words.includes(step.words.toLowerCase()))).toEqual([]);
    }
  }
});

it("tells the reason in one line", () => {
  expect(reasonWords({ reason: "Lost phone", ticket: "INC-7", verifiedBy: "call-back" })).toBe(
    "“Lost phone” · INC-7 · Caller verified: called back on a known number",
  );
  expect(reasonWords({ reason: null, ticket: null, verifiedBy: null })).toBe("");
});

it("knows what can still be used, and so be revoked", () => {
  expect(isUnderWay(sent)).toBe(true);
  expect(isUnderWay({ ...sent, way: "mailed-password", state: "pending" })).toBe(true);
  expect(isUnderWay({ ...sent, state: "finished" })).toBe(false);
});
