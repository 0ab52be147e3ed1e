import type { z } from "zod";
import { languages } from "@latchkey/contract/languages.ts";
import type { User, UserFields } from "@latchkey/contract/users.ts";
import { userTypeNames } from "@latchkey/contract/permissions.ts";

/** The fields of a user as the form holds them: what was typed, an empty text where there is nothing. */
export type UserDraft = {
  userName: string;
  salutation: User["salutation"];
  firstName: string;
  lastName: string;
  title: string;
  email: string;
  phone: string;
  type: User["type"];
  isActive: boolean;
  teams: readonly string[];
  language: User["language"];
  timeZone: string | null;
};

/** The name of a field of the form, the same as in the contract. */
export type UserField = keyof UserDraft;

/** The labels of the fields, in the order of the form. */
export const fieldLabels: Record<UserField, string> = {
  userName: "User Name",
  salutation: "Salutation",
  firstName: "First Name",
  lastName: "Last Name",
  title: "Title",
  email: "Email",
  phone: "Phone",
  language: "Language",
  timeZone: "Time Zone",
  type: "Type",
  teams: "Teams",
  isActive: "Is Active",
};

/** The fields in the order of the form. */
const userFieldOrder = Object.keys(fieldLabels) as UserField[];

/** The form of a user who does not exist yet. */
export const emptyDraft: UserDraft = {
  userName: "",
  salutation: null,
  firstName: "",
  lastName: "",
  title: "",
  email: "",
  phone: "",
  type: "regular",
  isActive: true,
  teams: [],
  language: null,
  timeZone: null,
};

/** The form of a stored user. */
export function draftOf(user: User): UserDraft {
  return {
    userName: user.userName,
    salutation: user.salutation,
    firstName: user.firstName ?? "",
    lastName: user.lastName,
    title: user.title ?? "",
    email: user.email ?? "",
    phone: user.phone ?? "",
    type: user.type,
    isActive: user.isActive,
    teams: user.teams,
    language: user.language,
    timeZone: user.timeZone,
  };
}

/** What Save sends for the whole form; the contract trims and empties as it stores. */
export function fieldsOf(draft: UserDraft): z.input<typeof UserFields> {
  return {
    ...draft,
    firstName: draft.firstName.trim() || null,
    title: draft.title.trim() || null,
    email: draft.email.trim() || null,
    phone: draft.phone.trim() || null,
    teams: [...draft.teams],
  };
}

/** Whether two values of a field would be stored as the same. */
export function sameValue(one: UserDraft[UserField], other: UserDraft[UserField]): boolean {
  return JSON.stringify(stored(one)) === JSON.stringify(stored(other));
}

function stored(value: UserDraft[UserField]): unknown {
  return typeof value === "string" ? value.normalize("NFC").trim() : value;
}

/** The fields in which two forms differ, in the order of the form. */
export function changedFields(from: UserDraft, to: UserDraft): UserField[] {
  return userFieldOrder.filter((field) => !sameValue(from[field], to[field]));
}

/** The value of a field in words, for comparing two of them. */
export function valueInWords(field: UserField, draft: UserDraft): string {
  if (field === "isActive") return draft.isActive ? "Yes" : "No";
  if (field === "type") return userTypeNames[draft.type];
  if (field === "teams") return draft.teams.join(", ") || "None";
  if (field === "language") return draft.language === null ? "Not set" : languages[draft.language];
  return draft[field] || "Empty";
}

/** A field that somebody else changed while it was being edited here: both values stay at hand. */
export type Overtaken = { field: UserField; mine: UserDraft; theirs: UserDraft };

/** The record being edited: what it was, what it is to become, and what changed under the hand. */
export type RecordEdit = { base: User; draft: UserDraft; overtaken: readonly Overtaken[] };

/** Begins editing a record as it is. */
export function beginEdit(user: User): RecordEdit {
  return { base: user, draft: draftOf(user), overtaken: [] };
}

/**
 * Lays the edit on top of a newer record. What was typed stays; fields that were not touched follow the newer record. Every
 * field that somebody else changed is listed with both values.
 */
export function rebase(edit: RecordEdit, fresh: User): RecordEdit {
  const base = draftOf(edit.base);
  const theirs = draftOf(fresh);
  const mine = (field: UserField) => edit.overtaken.find((one) => one.field === field)?.mine ?? edit.draft;
  const touched = changedFields(base, edit.draft);
  const kept = Object.fromEntries(touched.map((field) => [field, edit.draft[field]]));
  const contested = userFieldOrder.filter(
    (field) => !sameValue(base[field], theirs[field]) || edit.overtaken.some((one) => one.field === field),
  );
  return {
    base: fresh,
    draft: { ...theirs, ...kept },
    overtaken: contested
      .filter((field) => !sameValue(mine(field)[field], theirs[field]))
      .map((field) => ({ field, mine: mine(field), theirs })),
  };
}
