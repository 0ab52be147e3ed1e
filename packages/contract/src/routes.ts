import { listUserAuditEvents } from "./audit.ts";
import {
  changeOwnPassword,
  generateNewPassword,
  listRecoveries,
  lookUpPasswordChangeLink,
  previewRecovery,
  redeemPasswordChangeLink,
  replaceTemporaryPassword,
  revokePasswordChangeLink,
  sendPasswordChangeLink,
  suggestPassword,
} from "./passwords.ts";
import type { RouteDescription } from "./route.ts";
import {
  endUserSession,
  endUserSessions,
  getSession,
  listUserSessions,
  signIn,
  signOut,
} from "./sessions.ts";
import { getSettings } from "./settings.ts";
import { completeSetup, lookUpSetupLink } from "./setup.ts";
import { createUser, getUser, listUsers, updateUser } from "./users.ts";

/** Every route of the product. The server does not compile until each has its verb. */
export const routes = {
  listUserAuditEvents,
  getSettings,
  previewRecovery,
  listRecoveries,
  sendPasswordChangeLink,
  revokePasswordChangeLink,
  generateNewPassword,
  suggestPassword,
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  replaceTemporaryPassword,
  changeOwnPassword,
  listUsers,
  createUser,
  getUser,
  updateUser,
  signIn,
  getSession,
  signOut,
  listUserSessions,
  endUserSession,
  endUserSessions,
  lookUpSetupLink,
  completeSetup,
} as const satisfies Record<string, RouteDescription>;

/** The name of a route. */
export type RouteName = keyof typeof routes;
