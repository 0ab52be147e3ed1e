import type { AuditEvent } from "@latchkey/contract/audit.ts";
import type { Recovery } from "@latchkey/contract/recoveries.ts";
import { expect, it } from "vitest";
import { whoBegan, whoSaved } from "./who-changed.ts";

const at = (time: string) => `2026-11-23T${time}:00.000Z`;

function event(change: Partial<AuditEvent>): AuditEvent {
  return {
    id: "event",
    at: at("10:00"),
    action: "user.updated",
    outcome: "done",
    actor: { kind: "user", id: "riley", name: "Riley Root" },
    address: null,
    userAgent: null,
    details: {},
    times: 1,
    lastAt: null,
    ...change,
  };
}

const user = { updatedAt: at("10:00") };

it("tells oneself in another tab from somebody else, even of the same name", () => {
  expect(whoSaved(user, [event({})], "riley")).toEqual({ isSelf: true, name: "Riley Root" });
  expect(whoSaved(user, [event({})], "another riley")).toEqual({ isSelf: false, name: "Riley Root" });
});

it.each<Partial<AuditEvent>>([
  { at: at("09:59") },
  { outcome: "refused" },
  { action: "session.opened" },
  { actor: { kind: "worker" } },
])("names nobody for %o", (change) => {
  expect(whoSaved(user, [event(change)], "riley")).toBeNull();
  expect(whoSaved(user, [], "riley")).toBeNull();
});

it("knows who began a recovery by its event, not by a name", () => {
  const begun = { auditEventId: "event", createdAt: at("10:00"), tookEffectAt: at("10:01") } as Recovery;
  const history = [event({ action: "generated-password.sent" })];
  expect(whoBegan(at("10:00"), [begun], history, "riley")?.isSelf).toBe(true);
  expect(whoBegan(at("10:01"), [begun], history, "ada")?.isSelf).toBe(false);
  expect(whoBegan(at("10:02"), [begun], history, "riley")).toBeNull();
  expect(whoBegan(at("10:00"), [{ ...begun, auditEventId: null }], history, "riley")).toBeNull();
});
