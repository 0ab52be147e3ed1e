import type { Recovery, UserRecoveries } from "@latchkey/contract/recoveries.ts";
import { describe, expect, it } from "vitest";
import { generatedPasswordStanding, whatOvertook } from "./generated-password-standing.ts";

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const recovery: Recovery = {
  id: "other",
  way: "told-password",
  state: "open",
  endReason: null,
  createdAt: at("14:38"),
  askedBy: "administrator",
  createdBy: "Robin Roe",
  expiresAt: at("23:59"),
  extendedAt: null,
  openedAt: null,
  tookEffectAt: null,
  signedInAt: null,
  usedOn: null,
  finishedAt: null,
  endedAt: null,
  note: null,
  auditEventId: null,
  mail: null,
};
const mail: Recovery["mail"] = {
  id: "mail",
  state: "accepted",
  reason: null,
  to: "j…r@acme.dev",
  at: at("14:38"),
  nextAttemptAt: null,
  history: [],
};
const own = { ...recovery, id: "own", createdAt: at("14:31"), createdBy: "Riley Root" };
const nothing: UserRecoveries = { recoveries: [], ownChanges: [], suggestions: [] };

describe("how it stands with a generated password", () => {
  const suggested = { step: "suggested", id: "own", knownAt: 1000 } as const;
  const saved = { ...suggested, step: "saved" } as const;
  const listed = { ...nothing, suggestions: [{ id: "own", isExpired: false }] };

  it("is decided by what the server lists", () => {
    expect(generatedPasswordStanding(suggested, listed, 2000)).toBe("as-shown");
    expect(generatedPasswordStanding(suggested, nothing, 2000)).toBe("overtaken");
    const late = { ...nothing, suggestions: [{ id: "own", isExpired: true }] };
    expect(generatedPasswordStanding(suggested, late, 2000)).toBe("ran-out");
  });

  it("is not decided by what the server said before it knew", () => {
    expect(generatedPasswordStanding(suggested, nothing, 1000)).toBe("as-shown");
    expect(generatedPasswordStanding(saved, listed, 1000)).toBe("as-shown");
  });

  it("is saved when it is among the recoveries, though the answer to Save was lost", () => {
    expect(generatedPasswordStanding(suggested, { ...nothing, recoveries: [own] }, 500)).toBe("saved");
  });

  it.each<Partial<Recovery>>([
    { state: "finished" },
    { state: "expired" },
    { state: "ended", endReason: "password-changed" },
  ])("of a saved one is over with its recovery: %o", (end) => {
    expect(generatedPasswordStanding(saved, { ...nothing, recoveries: [own] }, 2000)).toBe("as-shown");
    const ended = { ...nothing, recoveries: [{ ...own, ...end }] };
    expect(generatedPasswordStanding(saved, ended, 500)).toBe("overtaken");
    expect(generatedPasswordStanding(saved, nothing, 2000)).toBe("overtaken");
  });
});

describe("what overtook a generated password", () => {
  const proposed = { id: "own", generatedAt: at("14:30"), wasSaved: false };
  const saved = { ...proposed, wasSaved: true };
  const among = (...recoveries: Partial<Recovery>[]) => ({
    ...nothing,
    recoveries: recoveries.map((one) => ({ ...recovery, ...one })),
  });

  it.each<[string, Partial<Recovery>]>([
    ["Robin Roe saved another temporary password", {}],
    ["Robin Roe generated a new password, to be mailed", { way: "mailed-password", state: "pending" }],
    ["Robin Roe sent a password change link", { way: "link", mail }],
    ["Robin Roe copied a password change link", { way: "link" }],
    ["An emergency link was made on the server", { way: "link", askedBy: "operator", createdBy: null }],
    ["The user chose a new password", { state: "finished", finishedAt: at("14:50"), endedAt: at("14:50") }],
    ["The user said “this wasn't me”", { state: "ended", endReason: "stopped", endedAt: at("14:50") }],
  ])("is the latest of what happened since: %s", (words, one) => {
    expect(whatOvertook(proposed, among(one))?.words).toBe(words);
    const before = { createdAt: at("14:00"), endedAt: at("14:05"), finishedAt: at("14:05") };
    expect(whatOvertook(proposed, among({ ...one, ...before }))).toBeNull();
  });

  it("of a saved one is a change of the password, not what is only sent", () => {
    expect(whatOvertook(saved, among({ way: "link" }, own))).toBeNull();
    const mailed = { way: "mailed-password", tookEffectAt: at("14:40") } as const;
    expect(whatOvertook(saved, among(mailed, own))).toEqual({
      words: "Robin Roe generated a new password, which was mailed",
      at: at("14:40"),
    });
  });

  it("of a saved one is its own end, and its goal when the user chose a password through it", () => {
    const finished = { ...own, state: "finished", endedAt: at("14:45") } as const;
    expect(whatOvertook(saved, among(finished))).toEqual({
      words: "The user chose a new password",
      at: at("14:45"),
      isGoal: true,
    });
    expect(whatOvertook(saved, among({ ...own, state: "expired" }))?.words).toBe("It expired");
  });

  it("is the user's own change", () => {
    const ownChanges = [{ id: "change", createdAt: at("14:59"), mail: null }];
    expect(whatOvertook(proposed, { ...among({}), ownChanges })?.words).toBe(
      "The user changed their password",
    );
  });
});
