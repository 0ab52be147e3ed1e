import { z } from "zod";
import { AddressFault, CurrentPassword, currentPasswordProblems, Theme, UserParams } from "./accounts.ts";
import { UserName } from "./user-name.ts";
import { UserType } from "./permissions.ts";
import { EmailAddress } from "./email-address.ts";
import { languageTags } from "./languages.ts";
import { RecoveryNote, recoveryRequestProblems } from "./recoveries.ts";
import { body, emptyReply, hints, reply, type RouteDescription } from "./route.ts";
import { Id, Moment, optionalText, requiredText } from "./text.ts";
import { TimeZone } from "./time-zone.ts";

/** How somebody is addressed. */
export const Salutation = z.enum(["Mr.", "Ms.", "Mrs.", "Mx.", "Dr."]);

/** The fields of a user that an administrator edits. */
const fields = {
  userName: UserName,
  salutation: Salutation.nullable(),
  firstName: optionalText(100),
  lastName: requiredText(100, "Enter a last name."),
  title: optionalText(100),
  email: z.union([z.null(), z.literal("").transform(() => null), EmailAddress]),
  phone: optionalText(40),
  type: UserType,
  isActive: z.boolean(),
  /** Free tags for now, without repeats. */
  teams: z
    .array(requiredText(40, "Name the team."))
    .max(20, "Use at most 20 teams.")
    .transform((teams) => [...new Set(teams)]),
  language: z.enum(languageTags).nullable(),
  timeZone: TimeZone.nullable(),
};

/** The editable fields, whole. */
export const UserFields = z.strictObject(fields);
export type UserFields = z.infer<typeof UserFields>;

/** What a record and a row of the list both tell about a user's access. */
const accessFields = {
  isActive: z.boolean(),
  hasPassword: z.boolean(),
  /** Until when the present password, a temporary one, can be used; null when it is the user's own. May be past. */
  temporaryPasswordUntil: Moment.nullable(),
  /** Until when the newest open link can be used; null when none is open. */
  linkPendingUntil: Moment.nullable(),
  /** Null: never. */
  lastSignedInAt: Moment.nullable(),
  /** Why mail to the present address is not expected to arrive; null when nothing is known against it. */
  addressFault: AddressFault.nullable(),
};

/** A user as the record shows it. */
export const User = z.strictObject({
  id: Id,
  /** Counts the changes; Save sends the one it saw. */
  version: z.number().int(),
  userName: z.string(),
  salutation: Salutation.nullable(),
  firstName: z.string().nullable(),
  lastName: z.string(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  type: UserType,
  teams: z.array(z.string()),
  language: z.enum(languageTags).nullable(),
  timeZone: z.string().nullable(),
  ...accessFields,
  openSessions: z.number().int(),
  /**
   * Since when a recovery needs a reason, because the user said "this wasn't me"; null once they chose a password through an
   * administrator's or the operator's recovery.
   */
  recoveryStoppedAt: Moment.nullable(),
  /** Until when nobody can ask for a link in the user's name on the sign-in page; may be past. */
  selfServiceBlockedUntil: Moment.nullable(),
  createdAt: Moment,
  updatedAt: Moment,
});
export type User = z.infer<typeof User>;

/** A user as a row of the list. */
export const UserSummary = z.strictObject({
  id: Id,
  userName: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string(),
  email: z.string().nullable(),
  type: UserType,
  ...accessFields,
});
export type UserSummary = z.infer<typeof UserSummary>;

/** How many users stand on a page of the list; the first unless the list says otherwise. */
export const usersPerPage = [25, 50, 100] as const;

/** So many are counted; of more nobody waits for the number. */
export const mostCounted = 10_000;

/** What the list can be narrowed to: how it stands with a user's access. An expired temporary password counts as one. */
export const AccessFilter = z.enum([
  "link-pending",
  "temporary-password",
  "never-signed-in",
  "address-at-fault",
]);
export type AccessFilter = z.infer<typeof AccessFilter>;

/** What the list shows: all of it stands in the page's address. */
export const UserListQuery = z.strictObject({
  /** Names in any order, user name, email, phone, title or team, in any writing, or `First Last <address>`. */
  search: z.string().max(200).default(""),
  status: z.enum(["all", "active", "inactive"]).default("active"),
  type: UserType.optional(),
  access: AccessFilter.optional(),
  sort: z.enum(["name", "email", "type", "last-sign-in"]).default("name"),
  order: z.enum(["ascending", "descending"]).default("ascending"),
  perPage: z.coerce.number().pipe(z.literal(usersPerPage)).default(usersPerPage[0]),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
});
export type UserListQuery = z.infer<typeof UserListQuery>;

/** A page of the list: those who match what is searched for, then those who come close, each in order. */
const UserPage = z.strictObject({
  users: z.array(UserSummary),
  /** How many there are on all pages, as far as they are counted. */
  total: z.number().int(),
  /** Whether there are more than that. Of a search only those who are counted stand on pages. */
  hasMore: z.boolean(),
  /** How many of those, the last ones, only come close; nobody is looked for who does when others fill a page. */
  close: z.number().int(),
  /** How many there would be of each status, whichever the list shows; with one more than are counted, more than those. */
  byStatus: z.strictObject({ active: z.number().int(), inactive: z.number().int() }),
});

/** The list of users. */
export const listUsers = {
  method: "get",
  path: "/api/users",
  summary: "Find users",
  access: "read users",
  request: { query: UserListQuery },
  responses: {
    200: reply("One page", UserPage),
  },
  problems: [],
} as const satisfies RouteDescription;

const userProblems = [
  "user-name-taken",
  "user-name-alike",
  "email-taken",
  "user-inactive",
  "email-missing",
  "email-invalid",
] as const;

/** Creates a user; on request mails Access Info with a password that the administrator never sees. */
export const createUser = {
  method: "post",
  path: "/api/users",
  summary: "Create a user",
  access: "edit users",
  audits: { done: ["user.created", "generated-password.sent"], refused: "user.created" },
  request: {
    body: body(
      z
        .strictObject({
          userName: fields.userName,
          lastName: fields.lastName,
          salutation: fields.salutation.default(null),
          firstName: fields.firstName.default(null),
          title: fields.title.default(null),
          email: fields.email.default(null),
          phone: fields.phone.default(null),
          type: fields.type.default("regular"),
          isActive: fields.isActive.default(true),
          teams: fields.teams.default([]),
          language: fields.language.default(null),
          timeZone: fields.timeZone.default(null),
          sendAccessInfo: z.boolean().default(false),
          /** Only with `sendAccessInfo`. */
          recoveryNote: RecoveryNote.optional(),
          currentPassword: CurrentPassword,
        })
        .refine((user) => user.recoveryNote === undefined || user.sendAccessInfo, {
          path: ["recoveryNote"],
          message: "Send Access Info, or leave this out.",
        }),
    ),
  },
  responses: { 201: reply("The new user", User) },
  problems: [...userProblems, ...currentPasswordProblems],
} as const satisfies RouteDescription;

/** The user record. */
export const getUser = {
  method: "get",
  path: "/api/users/{userId}",
  summary: "Read a user",
  access: "read users",
  request: { params: UserParams },
  responses: { 200: reply("The user", User) },
  problems: ["not-found"],
} as const satisfies RouteDescription;

/** Hints that a user's record, recoveries, sessions or audit trail became different. Ends with the session that watches. */
export const watchUser = {
  method: "get",
  path: "/api/users/{userId}/live",
  summary: "Watch a user record",
  access: "read users",
  request: { params: UserParams },
  responses: { 200: hints("`open`, then `changed` whenever the record shows something else") },
  problems: ["not-found", "too-many-streams"],
} as const satisfies RouteDescription;

/** Save: the changed fields, and with `passwordSuggestionId` the temporary password of option C. */
export const updateUser = {
  method: "patch",
  path: "/api/users/{userId}",
  summary: "Save a user",
  access: "edit users",
  audits: {
    done: ["user.updated", "user.activated", "user.deactivated", "temporary-password.saved"],
    refused: "user.updated",
  },
  request: {
    params: UserParams,
    body: body(
      z
        .strictObject({
          ...UserFields.partial().shape,
          version: z.number().int(),
          passwordSuggestionId: Id.optional(),
          sendAccessInfo: z.boolean().optional(),
          /** Only with `passwordSuggestionId`. */
          recoveryNote: RecoveryNote.optional(),
          /** With `sendAccessInfo`: confirms that mail should go to an address from which it came back. */
          despiteAddressFault: z.boolean().optional(),
          currentPassword: CurrentPassword,
        })
        .refine((save) => save.sendAccessInfo !== true || save.passwordSuggestionId !== undefined, {
          path: ["sendAccessInfo"],
          message: "Generate a password first.",
        })
        .refine((save) => save.recoveryNote === undefined || save.passwordSuggestionId !== undefined, {
          path: ["recoveryNote"],
          message: "Generate a password first.",
        }),
    ),
  },
  responses: { 200: reply("The user after Save", User) },
  problems: [
    "not-found",
    "version-conflict",
    "last-administrator",
    "own-account",
    "suggestion-expired",
    "suggestion-unusable",
    ...recoveryRequestProblems,
    ...userProblems,
    ...currentPasswordProblems,
  ],
} as const satisfies RouteDescription;

/** One's own language, time zone, theme and keys; everything else is the administrators'. */
export const updateProfile = {
  method: "patch",
  path: "/api/me",
  summary: "Set one's own language, time zone, theme and keys",
  access: "signed-in",
  audits: { done: ["user.updated"], refused: "user.updated" },
  request: {
    body: body(
      z
        .strictObject({
          language: fields.language,
          timeZone: fields.timeZone,
          theme: Theme,
          oneSignKeys: z.boolean(),
        })
        .partial(),
    ),
  },
  responses: { 204: emptyReply("Saved") },
  problems: [],
} as const satisfies RouteDescription;

/** Deletes a user: nothing personal stays but in the audit trail; the user name and address are free again. */
export const deleteUser = {
  method: "post",
  path: "/api/users/{userId}/deletions",
  summary: "Delete a user",
  access: "edit users",
  audits: { done: ["user.deleted"], refused: "user.deleted" },
  request: {
    params: UserParams,
    /** The user's own user name, typed again. */
    body: body(z.strictObject({ userName: z.string().max(64), currentPassword: CurrentPassword })),
  },
  responses: { 204: emptyReply("Deleted") },
  problems: [
    "not-found",
    "confirmation-wrong",
    "last-administrator",
    "own-account",
    "version-conflict",
    ...currentPasswordProblems,
  ],
} as const satisfies RouteDescription;
