import type { RouteName, routes } from "@latchkey/contract/routes.ts";
import { listUserAuditEvents } from "./audit/list-user-audit-events.ts";
import type { Ctx } from "./ctx.ts";
import { forgetUser } from "./forget-and-end.ts";
import type { Verb } from "./http/verb.ts";
import { getMailQueue } from "./mail/get-mail-queue.ts";
import { getMessage, readMessageHtml } from "./mail/get-message.ts";
import { listMessages } from "./mail/list-messages.ts";
import { settleMessage } from "./mail/settle-message.ts";
import { updateMailQueue } from "./mail/update-mail-queue.ts";
import { watchMail } from "./mail/watch-mail.ts";
import { mailKinds } from "./mail-kinds.ts";
import { changeOwnPassword } from "./sign-in/change-own-password.ts";
import { generateNewPassword } from "./recoveries/generate-new-password.ts";
import { listRecoveries } from "./recoveries/list-recoveries.ts";
import { lookUpPasswordChangeLink } from "./recoveries/look-up-password-change-link.ts";
import { lookUpStopLink } from "./stops/look-up-stop-link.ts";
import { previewRecovery } from "./recoveries/preview-recovery.ts";
import { redeemPasswordChangeLink } from "./recoveries/redeem-password-change-link.ts";
import { replaceTemporaryPassword } from "./sign-in/replace-temporary-password.ts";
import { requestPasswordRecovery } from "./recoveries/request-password-recovery.ts";
import { revokeRecovery } from "./recoveries/revoke-recovery.ts";
import { copyPasswordChangeLink } from "./recoveries/copy-password-change-link.ts";
import { extendLink } from "./recoveries/extend-link.ts";
import { endRecoveries } from "./recoveries/end-recoveries.ts";
import { sendPasswordChangeLink } from "./recoveries/send-password-change-link.ts";
import { stopRecovery } from "./stops/stop-recovery.ts";
import { suggestPassword } from "./passwords/suggest-password.ts";
import { endOtherOwnSessions } from "./sessions/end-other-own-sessions.ts";
import { endOwnSession } from "./sessions/end-own-session.ts";
import { endUserSession } from "./sessions/end-user-session.ts";
import { endUserSessions } from "./sessions/end-user-sessions.ts";
import { getSession } from "./sessions/get-session.ts";
import { listOwnSessions } from "./sessions/list-own-sessions.ts";
import { listUserSessions } from "./sessions/list-user-sessions.ts";
import { signIn } from "./sign-in/sign-in.ts";
import { signOut } from "./sign-in/sign-out.ts";
import { getSettings } from "./settings/get-settings.ts";
import { updateSettings } from "./settings/update-settings.ts";
import { completeSetup } from "./setup/complete-setup.ts";
import { lookUpSetupLink } from "./setup/look-up-setup-link.ts";
import { createUser } from "./users/create-user.ts";
import { deleteUser } from "./users/delete-user.ts";
import { getUser } from "./users/get-user.ts";
import { listUsers } from "./users/list-users.ts";
import { updateProfile } from "./users/update-profile.ts";
import { updateUser } from "./users/update-user.ts";
import { watchUser } from "./users/watch-user.ts";

// The Template Manager, with what looks through mails and compares them, is loaded when it is first asked for.
const templates = () => import("./templates/template-verbs.ts");
const layout = () => import("./templates/mail-layout-verbs.ts");
const previews = () => import("./templates/preview-template.ts");

/** A verb that is loaded when it is first asked for. */
function late<AnyVerb extends (ctx: Ctx, input: never) => Promise<unknown>>(
  load: () => Promise<AnyVerb>,
): AnyVerb {
  return (async (ctx, input) => (await load())(ctx, input)) as AnyVerb;
}

const ofTemplate = <Name extends keyof Templates>(name: Name) =>
  late(async () => (await templates()).templateVerbs[name]);
type Templates = Awaited<ReturnType<typeof templates>>["templateVerbs"];

const ofLayout = <Name extends keyof Layout>(name: Name) =>
  late(async () => (await layout()).mailLayoutVerbs[name]);
type Layout = Awaited<ReturnType<typeof layout>>["mailLayoutVerbs"];

/** Every route and the verb that answers it. Complete, or it does not compile. */
export const verbs: { [Name in RouteName]: Verb<(typeof routes)[Name]> } = {
  listUserAuditEvents,
  getSettings,
  updateSettings,
  listMessages,
  getMessage,
  readMessageHtml,
  settleMessage: settleMessage(mailKinds),
  getMailQueue,
  updateMailQueue,
  watchMail,
  listTemplates: late(async () => (await import("./templates/list-templates.ts")).listTemplates),
  getTemplate: ofTemplate("get"),
  saveTemplate: ofTemplate("save"),
  saveTemplateDraft: ofTemplate("saveDraft"),
  dropTemplateDraft: ofTemplate("dropDraft"),
  listTemplateVersions: ofTemplate("listVersions"),
  getTemplateVersion: ofTemplate("getVersion"),
  restoreTemplate: ofTemplate("restore"),
  resetTemplate: ofTemplate("reset"),
  lintTemplate: late(async () => (await templates()).lintTemplate),
  getMailLayout: ofLayout("get"),
  saveMailLayout: ofLayout("save"),
  saveMailLayoutDraft: ofLayout("saveDraft"),
  dropMailLayoutDraft: ofLayout("dropDraft"),
  listMailLayoutVersions: ofLayout("listVersions"),
  getMailLayoutVersion: ofLayout("getVersion"),
  restoreMailLayout: ofLayout("restore"),
  resetMailLayout: ofLayout("reset"),
  lintMailLayout: late(async () => (await layout()).lintMailLayout),
  previewTemplate: late(async () => (await previews()).previewTemplate),
  readTemplatePreviewHtml: late(async () => (await previews()).readTemplatePreviewHtml),
  sendTestMail: late(async () => (await import("./templates/send-test-mail.ts")).sendTestMail),
  previewRecovery,
  listRecoveries,
  sendPasswordChangeLink,
  copyPasswordChangeLink,
  extendLink,
  revokeRecovery,
  generateNewPassword,
  suggestPassword,
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
  lookUpStopLink,
  stopRecovery: stopRecovery(endRecoveries),
  replaceTemporaryPassword,
  changeOwnPassword,
  listUsers,
  createUser,
  getUser,
  watchUser,
  updateUser,
  deleteUser: deleteUser(forgetUser),
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
};
