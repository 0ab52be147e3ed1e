import { builtInMails } from "./built-in-mails.ts";

/** The built-in mails in English. */
export const builtInEn = builtInMails({
  locale: "en",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Hello {{ user.firstName | default: user.name }},",
  footer:
    "Sent by {{ productName }}{% if companyName %} for {{ companyName }}{% endif %}. " +
    `For help, contact {{ support }}.`,
  signIn: "Sign in",
  unexpected: "Did you not expect this?",
  contactSoon: `Contact {{ support }} right away.`,
  stopNotice: {
    html: "You can also [say that this wasn't you]: that ends your sessions and alerts the administrators.",
    text: "If this wasn't you, open this link. It ends your sessions and alerts the administrators:",
  },
  accessInfo: {
    subject: "Your sign-in details for {{ productName }}",
    preheader: "Sign in with your temporary password and choose your own by {{ expiresAt }}.",
    title: "Your sign-in details",
    lead:
      "{{ actor | capitalize }} made a temporary password for your {{ productName }} account. " +
      "Sign in with it and choose your own password right away.",
    signInAddress: "Sign-in address",
    userName: "User Name",
    password: "Temporary password",
    validity:
      "The temporary password works until {{ expiresAt }}, and only for choosing a new one. " +
      "It replaces any password you had before.",
    howTo: "How to sign in",
    steps: [
      "Open the sign-in address above.",
      "Enter your user name and the temporary password.",
      "When you are asked, choose a new password that only you know.",
    ],
    caution: `Do not use the password, and contact {{ support }}.`,
    stop: {
      html:
        "You can also [say that this wasn't you]: that stops the temporary password, " +
        "ends your sessions and alerts the administrators.",
      text:
        "If this wasn't you, open this link. It stops the temporary password, " +
        "ends your sessions and alerts the administrators:",
    },
  },
  passwordChangeLink: {
    subject: "Choose a new password for {{ productName }}",
    preheader:
      "{{ actor | capitalize }} asked for a link to change your password. It works until {{ expiresAt }}.",
    title: "Choose a new password",
    lead:
      "{{ actor | capitalize }} asked for this link, with which you can choose a new password " +
      "for your {{ productName }} account {{ user.userName }}.",
    openIt: "Open it in your browser:",
    button: "Choose a new password",
    validity:
      "The link works once, until {{ expiresAt }}. " +
      "Your current password stays valid until you have chosen a new one.",
    withoutButton: "If the button does not work, copy this address into your browser:",
    notAsked: "Did you not ask for this?",
    caution: `Do not use the link, and contact {{ support }}. Your password stays as it is.`,
    stop: {
      html:
        "You can also [say that this wasn't you]: that stops the link, " +
        "ends your sessions and alerts the administrators.",
      text:
        "If this wasn't you, open this link. It stops the password change, " +
        "ends your sessions and alerts the administrators:",
    },
  },
  passwordChanged: {
    subject: "Your {{ productName }} password was changed",
    preheader: `{{ actor | capitalize }} changed it. If you did not expect this, contact {{ support }} right away.`,
    title: "Your password was changed",
    byYou:
      "You changed the password of your {{ productName }} account {{ user.userName }}. " +
      "Sign in with your new password from now on.",
    byAdministrator:
      "{{ actor | capitalize }} set a temporary password for your {{ productName }} account {{ user.userName }}. " +
      "Ask them for it if you do not have it yet, and choose your own password right after signing in.",
    signedOut:
      "For your safety you have been signed out everywhere, " +
      "and links and temporary passwords from earlier mails no longer work.",
    notYou: "Was this not you?",
  },
  administratorChangedYourAccess: {
    subject: "An administrator changed your access to {{ productName }}",
    preheader: `If you expected this, there is nothing to do. If not, contact {{ support }}.`,
    title: "Your access was changed",
    lead:
      "An administrator changed how your {{ productName }} account {{ user.userName }} can be used. " +
      "If you expected this, there is nothing to do.",
    about:
      "Such a change can be about your email address, your user name, your type or teams, your open sessions, " +
      `or whether your account is active. To learn what was changed, contact {{ support }}.`,
  },
  linkCopied: {
    subject: "An administrator made a link to change your {{ productName }} password",
    title: "A link was made for you",
    lead:
      "An administrator made a link with which a new password can be chosen for your {{ productName }} account {{ user.userName }}. " +
      "It was not mailed: the administrator gives it to you directly, and whoever has it can use it.",
  },
  linkExtended: {
    subject: "Your link to change the {{ productName }} password works longer",
    title: "Your link works longer",
    lead:
      "An administrator extended the link with which you can choose a new password " +
      "for your {{ productName }} account {{ user.userName }}.",
  },
  emailChanged: {
    subject: "Your {{ productName }} account has another email address",
    preheader: `If you expected this, there is nothing to do. If not, contact {{ support }} right away.`,
    title: "The email address was changed",
    lead: "The email address of your {{ productName }} account {{ user.userName }} was changed. If you expected this, there is nothing to do.",
    about: "Mails about the account no longer go to any address that it had before.",
    stop: {
      html: "You can also [say that this wasn't you]: that takes the new address off the account, ends your sessions and alerts the administrators.",
      text: "If this wasn't you, open this link. It takes the new address off the account, ends your sessions and alerts the administrators:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} stopped a recovery in {{ productName }}",
    preheader:
      "Their open links, temporary passwords and sessions were ended. Call them back on a known number.",
    title: "A recovery was stopped",
    hello: "Hello,",
    lead:
      "{{ user.name }} ({{ user.userName }}) said “this wasn't me” about a mail from {{ productName }}, " +
      "on {{ stoppedAt }}. Somebody else may be trying to get into the account.",
    done: "What was done",
    doneItems: [
      "Every open link and every pending or temporary password of the account no longer works.",
      "A password that was just chosen through them no longer works either.",
      "Everybody who was signed in to the account was signed out.",
      "Forgot Password? sends no link to the account until {{ expiresAt }}.",
    ],
    next: "What to do next",
    nextItems: [
      "Call the person back on a number that you know already, not on one from a mail or a call.",
      "Look at the history on the record: who asked for the recovery, and from where.",
      "Give the access back when you are sure. You are asked for a reason, which is kept in the audit trail.",
    ],
    openRecord: "Open the user record",
    footer:
      "Sent by {{ productName }}{% if companyName %} for {{ companyName }}{% endif %} to its System Administrators.",
  },
  signInStopped: {
    subject: "Too many wrong passwords for {{ user.userName }} in {{ productName }}",
    preheader:
      "Since {{ stoppedAt }} the password alone no longer signs in from a new browser. Nobody got in this way.",
    title: "Signing in was stopped",
    lead: "A wrong password was typed many times in a row for {{ user.name }} ({{ user.userName }}). Since {{ stoppedAt }} the password alone no longer signs in to this {{ productName }} account from a browser that is new to it. Nobody got in this way.",
    items: [
      "Browsers in which the account was used before work as always.",
      "From any other browser, “Forgot Password?” on the sign-in page opens the way again, and so does a link or a temporary password from an administrator.",
      "Somebody may be guessing: choose a password that is used nowhere else.",
    ],
  },
});
