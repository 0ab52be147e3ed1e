import { expect, it } from "vitest";
import { accessStates } from "./access-state.ts";

const now = Date.parse("2026-11-23T14:00:00.000Z");
const later = "2026-11-24T14:58:00.000Z";
const earlier = "2026-11-22T14:58:00.000Z";
const settled = {
  hasPassword: true,
  temporaryPasswordUntil: null,
  linkPendingUntil: null,
  lastSignedInAt: earlier,
  addressFault: null,
};
const kinds = (user: Parameters<typeof accessStates>[0]) => accessStates(user, now).map(({ kind }) => kind);

it("names a password of the user's own", () => {
  expect(kinds(settled)).toEqual(["password-set"]);
});

it("puts an open link first, and forgets it once it ended", () => {
  expect(accessStates({ ...settled, linkPendingUntil: later }, now)).toEqual([
    { kind: "link-pending", until: later },
  ]);
  expect(kinds({ ...settled, linkPendingUntil: later, temporaryPasswordUntil: later })).toEqual([
    "link-pending",
    "temporary-password",
  ]);
  expect(kinds({ ...settled, linkPendingUntil: earlier })).toEqual(["password-set"]);
});

it("tells a temporary password that works from one that expired", () => {
  expect(kinds({ ...settled, temporaryPasswordUntil: later })).toEqual(["temporary-password"]);
  expect(kinds({ ...settled, temporaryPasswordUntil: earlier })).toEqual(["temporary-password-expired"]);
});

it("tells nobody ever signed in from there being nothing to sign in with", () => {
  expect(kinds({ ...settled, lastSignedInAt: null })).toEqual(["never-signed-in"]);
  expect(kinds({ ...settled, lastSignedInAt: null, temporaryPasswordUntil: later })).toEqual([
    "temporary-password",
    "never-signed-in",
  ]);
  expect(kinds({ ...settled, hasPassword: false, lastSignedInAt: null })).toEqual(["no-password"]);
});
