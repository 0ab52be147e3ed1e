import { expect, it } from "vitest";
import { accessState } from "./access-state.ts";

const now = Date.parse("2026-11-23T14:00:00.000Z");
const later = "2026-11-24T14:58:00.000Z";
const earlier = "2026-11-22T14:58:00.000Z";
const settled = {
  hasPassword: true,
  temporaryPasswordUntil: null,
  linkPendingUntil: null,
  lastSignedInAt: earlier,
};

it("names a password of the user's own", () => {
  expect(accessState(settled, now).kind).toBe("password-set");
});

it("puts an open link first, and forgets it once it ended", () => {
  expect(accessState({ ...settled, linkPendingUntil: later }, now)).toEqual({
    kind: "link-pending",
    until: later,
  });
  expect(accessState({ ...settled, linkPendingUntil: earlier }, now).kind).toBe("password-set");
});

it("tells a temporary password that works from one that expired", () => {
  expect(accessState({ ...settled, temporaryPasswordUntil: later }, now).kind).toBe("temporary-password");
  expect(accessState({ ...settled, temporaryPasswordUntil: earlier }, now).kind).toBe(
    "temporary-password-expired",
  );
});

it("tells nobody ever signed in from there being nothing to sign in with", () => {
  expect(accessState({ ...settled, lastSignedInAt: null }, now).kind).toBe("never-signed-in");
  expect(accessState({ ...settled, hasPassword: false, lastSignedInAt: null }, now).kind).toBe("no-password");
});
