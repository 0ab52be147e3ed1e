import { describe, expect, it } from "vitest";
import type { User } from "@latchkey/contract/users.ts";
import { beginEdit, changedFields, draftOf, fieldsOf, rebase } from "./user-draft.ts";

const jane: User = {
  id: "01981f6e-0000-7000-8000-000000000001",
  version: 3,
  userName: "jane.okafor",
  salutation: null,
  firstName: "Jane",
  lastName: "Okafor",
  title: "Field Engineer",
  email: "jane.okafor@acme.dev",
  phone: null,
  type: "regular",
  teams: ["Field"],
  language: null,
  timeZone: null,
  isActive: true,
  hasPassword: true,
  temporaryPasswordUntil: null,
  linkPendingUntil: null,
  lastSignedInAt: null,
  addressFault: null,
  openSessions: 0,
  recoveryStoppedAt: null,
  selfServiceBlockedUntil: null,
  createdAt: "2026-11-01T08:00:00.000Z",
  updatedAt: "2026-11-01T08:00:00.000Z",
};

describe("changedFields", () => {
  it("counts what would be stored differently, not spaces around it", () => {
    const draft = { ...draftOf(jane), lastName: " Okafor ", title: "Engineer" };
    expect(changedFields(draftOf(jane), draft)).toEqual(["title"]);
  });

  it("counts a team that was added", () => {
    expect(changedFields(draftOf(jane), { ...draftOf(jane), teams: ["Field", "EMEA"] })).toEqual(["teams"]);
  });
});

describe("fieldsOf", () => {
  it("sends null for what was emptied", () => {
    expect(fieldsOf({ ...draftOf(jane), title: "  ", email: "" })).toMatchObject({
      title: null,
      email: null,
    });
  });
});

describe("rebase", () => {
  const edit = { ...beginEdit(jane), draft: { ...draftOf(jane), title: "Engineer" } };

  it("keeps what was typed and follows what was not touched", () => {
    const fresh = { ...jane, version: 4, phone: "+44 20 7946 0112" };
    const { base, draft, overtaken } = rebase(edit, fresh);
    expect(base.version).toBe(4);
    expect(draft).toMatchObject({ title: "Engineer", phone: "+44 20 7946 0112" });
    expect(overtaken.map((one) => one.field)).toEqual(["phone"]);
  });

  it("holds both values of a field that both changed", () => {
    const { draft, overtaken } = rebase(edit, { ...jane, version: 4, title: "Lead" });
    expect(draft.title).toBe("Engineer");
    expect(overtaken).toHaveLength(1);
    expect(overtaken[0]).toMatchObject({
      field: "title",
      mine: { title: "Engineer" },
      theirs: { title: "Lead" },
    });
  });

  it("says nothing where both came to the same value", () => {
    const { draft, overtaken } = rebase(edit, { ...jane, version: 4, title: "Engineer" });
    expect(overtaken).toEqual([]);
    expect(changedFields(draftOf({ ...jane, title: "Engineer" }), draft)).toEqual([]);
  });

  it("remembers one's own value through a second change by somebody else", () => {
    const once = rebase(edit, { ...jane, version: 4, title: "Lead" });
    const twice = rebase(once, { ...jane, version: 5, title: "Head" });
    expect(twice.draft.title).toBe("Engineer");
    expect(twice.overtaken[0]).toMatchObject({ mine: { title: "Engineer" }, theirs: { title: "Head" } });
  });
});
