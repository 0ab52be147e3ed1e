import { z } from "zod";

/** Every right, by its name. A route says which one it needs, a screen asks for it before it offers what needs it. */
const everything = [
  "use console",
  "read users",
  "edit users",
  "recover access",
  "copy links",
  "end sessions",
  "edit templates",
  "edit settings",
  "read mail",
  "operate mail",
  "read audit",
] as const;

/** A right with a name. */
export type Permission = (typeof everything)[number];

/** When a session ends: without a request for so long (ASVS 7.3.1), and however busy (ASVS 7.3.2), in minutes. */
type SessionLimits = { idleMinutes: number; absoluteMinutes: number };

/**
 * The types of user, in the words of the screen, what each may do, and how long their sessions last: who may do more has to
 * show more often that it is them. Who has no permission reaches the profile only.
 */
const table = {
  "system-administrator": {
    name: "System Administrator",
    may: everything,
    session: { idleMinutes: 30, absoluteMinutes: 8 * 60 },
  },
  regular: { name: "Regular", may: [], session: { idleMinutes: 60, absoluteMinutes: 12 * 60 } },
} as const satisfies Record<string, { name: string; may: readonly Permission[]; session: SessionLimits }>;

/** A type of user. */
export type UserType = keyof typeof table;

const types = Object.keys(table) as [UserType, ...UserType[]];

/** The types of user, for schemas. */
export const UserType = z.enum(types);

/** The type of those who may do everything; an installation always keeps one of them. */
export const administratorType: UserType = types[0];

/** The types in the words of the screen. */
export const userTypeNames = Object.fromEntries(types.map((type) => [type, table[type].name])) as Record<
  UserType,
  string
>;

/** When the sessions of a user of this type end. */
export const sessionLimits = (type: UserType): SessionLimits => table[type].session;

/** Whether somebody may do something: the one answer, for the server's routes and for every screen. */
export function can(actor: { kind?: string; type?: UserType }, permission: Permission): boolean {
  if (actor.type === undefined) return false;
  const may: readonly Permission[] = table[actor.type].may;
  return may.includes(permission);
}
