import type { Recovery } from "@latchkey/contract/passwords.ts";
import { describe, expect, it } from "vitest";
import { askerWords, isInFlight, outcomeWords, recoverySteps } from "./recovery-steps.ts";

const sent: Recovery = {
  id: "01981f6e-0000-7000-8000-000000000001",
  kind: "password-change-link",
  state: "open",
  voidReason: null,
  createdAt: "2026-11-23T14:58:00.000Z",
  askedBy: "administrator",
  createdBy: "Root Admin",
  expiresAt: "2026-11-24T14:58:00.000Z",
  openedAt: null,
  activatedAt: null,
  signedInAt: null,
  passwordSetAt: null,
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
const words = (recovery: Recovery) => recoverySteps(recovery).map((step) => `${step.state}: ${step.words}`);

describe("recoverySteps", () => {
  it("tells of a link that waits to be used", () => {
    expect(words(sent)).toEqual([
      "done: Link issued by Root Admin",
      "done: Accepted by the mail service",
      "wait: New password set",
    ]);
    expect(recoverySteps(sent)[2]).toMatchObject({ noteMoment: { lead: "Link ends", at: sent.expiresAt } });
  });

  it("tells whose wish it was", () => {
    const asked: Recovery = { ...sent, askedBy: "user", createdBy: null };
    expect(recoverySteps(asked)[0]).toMatchObject({
      words: "Link asked for by the user",
      note: "to j…r@acme.dev",
    });
    expect(askerWords(asked)).toBe("asked for by the user");
    const emergency: Recovery = { ...sent, askedBy: "operator", createdBy: null, mail: null };
    expect(recoverySteps(emergency)[0]).toMatchObject({
      words: "Emergency link made",
      note: "By the operator, on the server",
    });
    expect(askerWords(sent)).toBe("by Root Admin");
  });

  it("never says more of a mail than is known", () => {
    const queued: Recovery = {
      ...sent,
      mail: { ...mail, state: "queued", reason: "The mail service is busy.", nextAttemptAt: mail.at },
    };
    expect(recoverySteps(queued)[1]).toMatchObject({
      state: "now",
      words: "Mail queued",
      note: "The mail service is busy.",
      noteMoment: { lead: "Next attempt", at: mail.at },
    });
    expect(words({ ...sent, mail: { ...mail, state: "unknown" } })[1]).toContain("nobody can tell");
  });

  it("tells how a link ended", () => {
    expect(words({ ...sent, state: "used", endedAt: mail.at }).at(-1)).toBe("done: New password set");
    expect(words({ ...sent, state: "expired" }).at(-1)).toBe("end: Link expired unused");
    expect(words({ ...sent, state: "void", voidReason: "revoked" }).at(-1)).toBe("end: Revoked");
    expect(outcomeWords({ ...sent, state: "void", voidReason: "deactivated" })).toBe(
      "Ended because the user was deactivated",
    );
  });

  it("says that the old password works until a generated one takes effect, and when it never does", () => {
    const generated: Recovery = { ...sent, kind: "generated-password", state: "pending" };
    expect(recoverySteps(generated).at(-1)?.note).toContain("the current password works until then");
    expect(words({ ...generated, state: "dropped" }).at(-1)).toBe("bad: Never took effect");
  });

  it("says when a temporary password was told and not mailed", () => {
    const told: Recovery = { ...sent, kind: "temporary-password", mail: null };
    expect(recoverySteps(told)[0]?.note).toBe("Shown to the administrator, not mailed");
  });
});

it("knows what is still under way", () => {
  expect(isInFlight(sent)).toBe(false);
  expect(isInFlight({ ...sent, mail: { ...mail, state: "sending" } })).toBe(true);
  expect(isInFlight({ ...sent, state: "pending" })).toBe(true);
});
