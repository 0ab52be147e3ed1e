import { listUserAuditEvents } from "./audit.ts";
import {
  getMailQueue,
  getMessage,
  listMessages,
  readMessageHtml,
  settleMessage,
  updateMailQueue,
  watchMail,
} from "./mail.ts";
import {
  changeOwnPassword,
  generateNewPassword,
  listRecoveries,
  lookUpPasswordChangeLink,
  lookUpStopLink,
  previewRecovery,
  redeemPasswordChangeLink,
  replaceTemporaryPassword,
  requestPasswordRecovery,
  revokeGeneratedPassword,
  revokePasswordChangeLink,
  revokeTemporaryPassword,
  sendPasswordChangeLink,
  stopRecovery,
  suggestPassword,
} from "./passwords.ts";
import type { RouteDescription } from "./route.ts";
import {
  endOtherOwnSessions,
  endOwnSession,
  endUserSession,
  endUserSessions,
  getSession,
  listOwnSessions,
  listUserSessions,
  signIn,
  signOut,
} from "./sessions.ts";
import { getSettings } from "./settings.ts";
import { completeSetup, lookUpSetupLink } from "./setup.ts";
import { createUser, deleteUser, getUser, listUsers, updateProfile, updateUser, watchUser } from "./users.ts";

/** Every route of the product. The server does not compile until each has its verb. */
export const routes = {
  listUserAuditEvents,
  getSettings,
  listMessages,
  getMessage,
  readMessageHtml,
  settleMessage,
  getMailQueue,
  updateMailQueue,
  watchMail,
  previewRecovery,
  listRecoveries,
  sendPasswordChangeLink,
  revokePasswordChangeLink,
  generateNewPassword,
  revokeGeneratedPassword,
  revokeTemporaryPassword,
  suggestPassword,
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
  lookUpStopLink,
  stopRecovery,
  replaceTemporaryPassword,
  changeOwnPassword,
  listUsers,
  createUser,
  getUser,
  watchUser,
  updateUser,
  deleteUser,
  updateProfile,
  signIn,
  getSession,
  signOut,
  listUserSessions,
  endUserSession,
  endUserSessions,
  listOwnSessions,
  endOwnSession,
  endOtherOwnSessions,
  lookUpSetupLink,
  completeSetup,
} as const satisfies Record<string, RouteDescription>;

/** The name of a route. */
export type RouteName = keyof typeof routes;
