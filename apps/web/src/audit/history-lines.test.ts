import type { AuditEvent } from "@latchkey/contract/audit.ts";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import { expect, it } from "vitest";
import { historyLines } from "./history-lines.ts";

const ada = { kind: "user", id: "ada", name: "Ada Lane" } as const;
const riley = { kind: "user", id: "riley", name: "Riley Root" } as const;
const at = (time: string) => `2026-11-23T${time}.000Z`;

function event(action: AuditAction, time: string, change: Partial<AuditEvent> = {}): AuditEvent {
  const rest = { address: "127.0.0.1", userAgent: null, details: {}, times: 1, lastAt: null };
  return { id: `${action} ${time}`, at: at(time), action, outcome: "done", actor: riley, ...rest, ...change };
}

const generated = (time: string, change?: Partial<AuditEvent>) =>
  event("password-suggestion.generated", time, change);

/** The words of the lines of these events, given oldest first, as they are at this time. */
const wordsAt = (now: string, ...events: AuditEvent[]) =>
  historyLines(events.toReversed(), Date.parse(at(now))).map(({ words }) => words);

it("says of a proposal whether it was saved, can still be, or never was", () => {
  expect(wordsAt("10:05:00", generated("10:00:00"))).toEqual(["Temporary password generated, not saved yet"]);
  expect(wordsAt("10:15:00", generated("10:00:00"))).toEqual(["Temporary password generated, never saved"]);
  expect(wordsAt("10:05:00", generated("10:00:00"), event("temporary-password.saved", "10:01:00"))).toEqual([
    "Temporary password saved",
    "Temporary password generated, then saved",
  ]);
});

it.each([
  ["somebody else saved another", event("temporary-password.saved", "10:01:00", { actor: ada })],
  ["a link was sent", event("password-change-link.sent", "10:01:00")],
  ["a link was copied", event("password-change-link.copied", "10:01:00")],
  [
    "an emergency link was made",
    event("emergency-link.made", "10:01:00", { actor: { kind: "operator", command: "emergency-link" } }),
  ],
  ["the user changed the password", event("password.changed", "10:01:00", { actor: ada })],
  ["the user was deactivated", event("user.deactivated", "10:01:00")],
])("says never saved at once when %s", (_, end) => {
  expect(wordsAt("10:02:00", generated("10:00:00"), end).at(-1)).toBe(
    "Temporary password generated, never saved",
  );
});

it("is not ended by what was refused, or by what ends no proposal", () => {
  const refused = event("temporary-password.saved", "10:01:00", { outcome: "refused" });
  const saved = event("user.updated", "10:01:00");
  expect(wordsAt("10:02:00", generated("10:00:00"), refused, saved).at(-1)).toBe(
    "Temporary password generated, not saved yet",
  );
});

it("makes one line of proposals of one administrator that follow each other", () => {
  const events = [
    generated("09:00:00", { actor: ada }),
    generated("10:00:00"),
    generated("10:01:00"),
    generated("10:02:00"),
  ];
  const lines = historyLines(events.toReversed(), Date.parse(at("11:00:00")));
  expect(lines.map(({ words, count }) => [words, count])).toEqual([
    ["Temporary password generated, never saved", 3],
    ["Temporary password generated, never saved", 1],
  ]);
  expect(lines[0]!.event).toMatchObject({
    at: at("10:00:00"),
    times: 3,
    lastAt: at("10:02:00"),
    actor: riley,
  });
  expect(lines[1]!.event).toEqual(events[0]);
  expect(wordsAt("10:05:00", ...events, event("temporary-password.saved", "10:03:00"))[1]).toBe(
    "Temporary password generated, one of them saved",
  );
});

it("keeps apart what came from elsewhere, was refused, or has something in between", () => {
  expect(
    wordsAt("11:00:00", generated("10:00:00"), generated("10:01:00", { address: "10.0.0.9" })),
  ).toHaveLength(2);
  expect(wordsAt("11:00:00", generated("10:00:00"), generated("10:01:00", { outcome: "refused" }))).toEqual([
    "Refused: Temporary password generated",
    "Temporary password generated, never saved",
  ]);
  expect(
    wordsAt("11:00:00", generated("10:00:00"), event("user.updated", "10:01:00"), generated("10:02:00")),
  ).toHaveLength(3);
});
