import { AuditAction } from "@latchkey/contract/audit-actions.ts";
import { expect, it } from "vitest";
import { detailWords, eventWords } from "./event-words.ts";

it("tells what was done and what was refused apart", () => {
  expect(eventWords({ action: "session.opened", outcome: "done" })).toBe("Signed in");
  expect(eventWords({ action: "session.opened", outcome: "refused" })).toBe("Sign-in refused");
  expect(eventWords({ action: "user.updated", outcome: "refused" })).toBe("Refused: Record saved");
});

it.each(AuditAction.options)("never tells a refusal as if it had happened: %s", (action) => {
  expect(eventWords({ action, outcome: "refused" })).toMatch(/refused/i);
});

it("tells the details that a person reads", () => {
  expect(detailWords({ fields: "firstName, email", linkId: "1" })).toEqual(["first name, email"]);
  expect(detailWords({ endedSessions: "2", accessInfo: "mailed" })).toEqual([
    "Access Info mailed",
    "2 sessions ended",
  ]);
  expect(detailWords({ endedSessions: "0" })).toEqual([]);
  expect(detailWords({ problem: "sign-in-refused" })).toEqual([]);
  expect(detailWords({ problem: "forbidden", routes: "updateUser, deleteUser" })).toEqual([
    "beyond their rights",
    "update user, delete user",
  ]);
  expect(detailWords({ problem: "origin-refused", routes: "signIn, signOut, listUsers, getUser" })).toEqual([
    "from another site",
    "sign in, sign out, list users and 1 more",
  ]);
  expect(
    detailWords({ reason: "Lost phone", ticket: "INC-7", verifiedBy: "call-back", messageId: "1" }),
  ).toEqual(["“Lost phone”", "INC-7", "caller verified: called back on a known number"]);
});
