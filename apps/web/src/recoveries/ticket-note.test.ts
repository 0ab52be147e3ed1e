import type { Recovery } from "@latchkey/contract/recoveries.ts";
import { expect, it } from "vitest";
import { ownChangeNote, ticketNote } from "./ticket-note.ts";

const jane = {
  id: "01981f6e-0000-7000-8000-000000000003",
  name: "Jane Okafor",
  userName: "jane.okafor",
};

const used: Recovery = {
  id: "01981f6e-0000-7000-8000-000000000001",
  way: "link",
  state: "finished",
  endReason: null,
  createdAt: "14:58",
  askedBy: "administrator",
  createdBy: "Root Admin",
  expiresAt: "tomorrow 14:58",
  extendedAt: null,
  openedAt: "15:02",
  tookEffectAt: null,
  signedInAt: null,
  usedOn: "Firefox on Windows",
  finishedAt: "15:03",
  endedAt: "15:03",
  note: { reason: "Lost phone", ticket: "INC-7", verifiedBy: "call-back" },
  auditEventId: "01981f6e-0000-7000-8000-000000000004",
  mail: {
    id: "01981f6e-0000-7000-8000-000000000002",
    state: "delivered",
    reason: null,
    to: "j…r@acme.dev",
    at: "14:59",
    nextAttemptAt: null,
    history: [
      { at: "14:58", state: "accepted", reason: null },
      { at: "14:59", state: "delivered", reason: null },
    ],
  },
};
const lines = (recovery: Recovery) => ticketNote(recovery, jane, (at) => at).split("\n");

it("tells who, what, how, and what became of it", () => {
  expect(lines(used)).toEqual([
    "User: Jane Okafor (jane.okafor)",
    "What: Password change link",
    "Made: 14:58 by Root Admin",
    "Channel: Mail to j…r@acme.dev",
    "Mail: Delivered to the recipient's server, 14:59",
    "Expires: tomorrow 14:58",
    "State: New password set, 15:03 (page opened 15:02 with Firefox on Windows)",
    "Caller verified: Called back on a known number",
    "Reason: Lost phone",
    "Ticket: INC-7",
    "Audit event: 01981f6e-0000-7000-8000-000000000004",
  ]);
});

it("leaves out what nobody noted, and says when nothing was mailed", () => {
  const spoken: Recovery = {
    ...used,
    way: "told-password",
    state: "open",
    openedAt: null,
    finishedAt: null,
    endedAt: null,
    mail: null,
    note: null,
    auditEventId: null,
  };
  expect(lines(spoken)).toEqual([
    "User: Jane Okafor (jane.okafor)",
    "What: Temporary password",
    "Made: 14:58 by Root Admin",
    "Channel: Told by the administrator",
    "Expires: tomorrow 14:58",
    "State: Open",
  ]);
});

it("says why a mail came back", () => {
  const mail = { ...used.mail!, state: "bounced" as const, reason: "No such mailbox.", history: [] };
  expect(lines({ ...used, mail })).toContain("Mail: The mail came back, 14:59: No such mailbox.");
});

it("tells of a change that the user made themselves", () => {
  const change = { id: used.id, createdAt: "15:03", mail: null };
  expect(ownChangeNote(change, jane, (at) => `today ${at}`).split("\n")).toEqual([
    "User: Jane Okafor (jane.okafor)",
    "What: Change Password",
    "Made: today 15:03 by the user",
    "Channel: Profile page",
    "State: Password changed, today 15:03",
  ]);
});
