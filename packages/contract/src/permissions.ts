import { z } from "zod";

/** Every right, by its name. A route says which one it needs, a screen asks for it before it offers what needs it. */
const everything = [
  "use console",
  "read users",
  "edit users",
  "recover access",
  "end sessions",
  "edit templates",
  "read mail",
  "operate mail",
  "read audit",
] as const;

/** A right with a name. */
export type Permission = (typeof everything)[number];

/** The types of user, in the words of the screen, and what each may do. Who has no permission reaches the profile only. */
const table = {
  "system-administrator": { name: "System Administrator", may: everything },
  regular: { name: "Regular", may: [] },
} as const satisfies Record<string, { name: string; may: readonly Permission[] }>;

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

/** Whether somebody may do something: the one answer, for the server's routes and for every screen. */
export function can(actor: { kind?: string; type?: UserType }, permission: Permission): boolean {
  if (actor.type === undefined) return false;
  const may: readonly Permission[] = table[actor.type].may;
  return may.includes(permission);
}
