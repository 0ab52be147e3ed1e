/** The words of the pages that open without signing in, and of what they share with the others, in ICU MessageFormat. */
export const messages = {
  loading: "Loading",
  language: "Language",
  show: "Show",
  showPassword: "Show password",
  close: "Close",
  dismiss: "Dismiss",
  cancel: "Cancel",
  met: "met",
  notMet: "not met",
  notMetYet: "not met yet",
  tryAgainNow: "You can try again now.",
  checkField: "Check this field.",
  retry: "Retry",
  startPage: "Go to the start page",

  "error.title": "This page could not be loaded",
  "error.nothing": "There is nothing here",
  "error.signIn": "Please sign in",
  "error.request": "Request {id}",
  "notFound.name": "Not found",
  "notFound.title": "There is no page at this address",
  "notFound.lead": "Check the address, or start again from the start page.",

  "problem.malformed-request":
    "The server could not read the request. Load the page again and try once more.",
  "problem.not-signed-in": "You are no longer signed in. Sign in, then try again.",
  "problem.sign-in-refused": "The user name, email or password is not right. Check them and try again.",
  "problem.sign-in-stopped":
    "There were too many wrong passwords in a row, so the password alone is no longer enough here. Use Forgot Password?, or ask a System Administrator.",
  "problem.temporary-password-expired":
    "This temporary password has expired. Ask a System Administrator for a new one, or use Forgot Password?",
  "problem.password-change-required": "Choose a new password first.",
  "problem.password-change-not-required": "Your password has already been changed. Go on to the start page.",
  "problem.forbidden": "Only a System Administrator may do this.",
  "problem.origin-refused":
    "The request came from another address. Open Latchkey at its own address and try again.",
  "problem.not-found": "There is nothing here any more. Go back to the list.",
  "problem.version-conflict":
    "This record was changed meanwhile, by somebody else or in another tab. Load it again, then repeat your change.",
  "problem.body-too-large": "That is too much text. Shorten it and try again.",
  "problem.unsupported-media-type":
    "The server could not read the request. Load the page again and try once more.",
  "problem.invalid-fields": "Some fields need your attention.",
  "problem.password-refused": "Choose a password that meets every rule.",
  "problem.current-password-wrong": "The current password is not right. Enter it again.",
  "problem.too-many-attempts": "There were too many attempts. Wait a moment, then try again.",
  "problem.internal": "Something went wrong on the server. Try again; if it stays so, tell your operator.",
  "problem.server-busy": "The server is busy right now. Wait a few seconds, then try again.",
  "problem.database-busy": "The server is busy. Try again in a moment.",
  "problem.storage-full": "The server can't write to its disk, so nothing was changed. Tell your operator.",
  tooManySeconds:
    "There were too many attempts. Try again in {count, plural, one {# second} other {# seconds}}.",
  tooManyMinutes:
    "There were too many attempts. Try again in {count, plural, one {# minute} other {# minutes}}.",
  unreachable: "The server did not answer. Check your connection and try again.",
  broken: "Something went wrong on this page. Load it again and try once more.",

  signIn: "Sign in",
  userNameOrEmail: "User name or email",
  password: "Password",
  forgotPasswordLink: "Forgot Password?",
  enterUserNameOrEmail: "Enter your user name or email.",
  enterPassword: "Enter your password.",
  "signIn.changed":
    "Your password has been changed. You were signed out everywhere; sign in with the new password.",

  "forgot.title": "Forgot Password",
  "forgot.lead":
    "Enter your user name or email address. A mail with a link lets you choose a new password; until then the present one stays.",
  "forgot.send": "Send link",
  "forgot.back": "Back to sign in",
  "forgot.asked": "Look into your mail",
  "forgot.askedLead":
    "If there is an account with this name or address, a mail with a link is on its way. The link ends after 60 minutes.",
  "forgot.typed": "You entered {name}",
  "forgot.correct": "Correct it",
  "forgot.onceMore": "Asked for once more. Use the link in the latest mail.",
  "forgot.noMail": "No mail after a few minutes?",
  "forgot.spam": "Look into the folder for spam.",
  "forgot.ask": "Ask a System Administrator.",
  "forgot.again": "Send again",

  chooseNewPassword: "Choose a new password",
  newPassword: "New Password",
  confirmNewPassword: "Confirm New Password",
  changePassword: "Change Password",
  passwordChanged: "Your password has been changed.",
  enterNewPassword: "Enter a new password.",
  enterSameTwice: "Enter the same password in both fields.",
  "rule.too-short": "{count, plural, one {At least # character} other {At least # characters}}",
  "rule.too-long": "{count, plural, one {At most # character} other {At most # characters}}",
  "rule.common": "Not a password that many people use",
  "rule.own-words": "Not made of your name, user name or email address, or the name of this product",
  "rule.pattern": "Not just repeats, sequences or keyboard rows, such as aaaa, 1234 or qwerty",
  "rule.ill-formed": "Only whole characters: type it anew",
  "rule.unchanged": "Not your current or temporary password",
  "rule.match": "Both entries match",

  "reset.lead":
    "For {user}. {askedBy, select, administrator {An administrator sent this link} user {You asked for this link} other {The operator of this server made this link}}; it ends {when}.",
  "reset.note":
    "You will be signed out everywhere and asked to sign in with the new password. If you did not ask for this, close the page: your password stays as it is.",
  "reset.done": "You were signed out everywhere. Sign in with the new password.",
  "link.unknown": "This link does not work.",
  "link.unknownAdvice":
    "Perhaps it was not copied whole. Open it again where you got it. For a new link ask a System Administrator, or use Forgot Password?",
  "link.cut": "The end of this link is missing.",
  "link.used": "This link has already been used.",
  "link.usedAdvice":
    "If you used it, sign in with the password that you chose. If not, tell a System Administrator at once, or use Forgot Password?",
  "link.expired": "This link has expired.",
  "link.expiredAdvice":
    "Your password stays as it is. For a new link ask a System Administrator, or use Forgot Password?",
  "link.replaced": "This link was replaced by a newer one.",
  "link.replacedAdvice":
    "Open the newest link. For a new link ask a System Administrator, or use Forgot Password?",
  "link.revoked": "This link was withdrawn.",
  "link.revokedAdvice":
    "Your password stays as it is. If you still need a new one, ask a System Administrator, or use Forgot Password?",

  "stop.name": "This wasn't me",
  "stop.unknownAdvice":
    "Perhaps it was not copied whole. Open it from the mail again. If somebody else may want to get into your account, call a System Administrator at once, or use Forgot Password?",
  "stop.expiredAdvice":
    "Nothing was changed. If somebody else may want to get into your account, call a System Administrator at once: they can stop it, too. Or use Forgot Password?",
  "stop.title": "Was this not you?",
  "stop.lead":
    "The mail of {when} to {user} {mail, select, access {brought a temporary password} link {brought a link to change the password} changed {said that the password was changed} copied {said that an administrator made a link to change the password} extended {said that a link to change the password works for longer} address {said that the email address was changed} other {said that an administrator changed your access}}. If you did not expect it, stop it.",
  "stop.note": "If the mail is all right, close this page: nothing changes.",
  "stop.whatHappens": "What happens then, at once",
  "stop.linksEnd": "Links and temporary passwords of the account stop working, those from other mails too.",
  "stop.passwordEnds":
    "The present password stops working: it is a temporary one, or was chosen through what this mail is about.",
  "stop.passwordStays": "Your own password stays as it is.",
  "stop.addressGoes": "The new email address is taken off the account.",
  "stop.sessionsEnd": "Everybody who is signed in to the account is signed out, you too.",
  "stop.blocked": "Forgot Password? sends no link until {when}.",
  "stop.alerts": "The System Administrators are told by mail.",
  "stop.button": "Stop it",
  "stop.stopped": "It is stopped.",
  "stop.stoppedLead":
    "Links and temporary passwords of {user} no longer work, and everybody was signed out. {told, select, yes {The System Administrators have been told by mail.} other {No other System Administrator could be told by mail.}}",
  onlyAdministrator:
    "If you are the only System Administrator, whoever runs the server makes you a new link with {command}.",
  "stop.hasPassword": "Your own password still works. If somebody else may know it, sign in and change it.",
  "stop.noPassword": "To get back in, ask a System Administrator for a new password.",
  "stop.noPasswordSupport": "To get back in, ask {contact} for a new password.",
  "stop.already": "This was stopped already.",
  "stop.alreadyLead": "Somebody with this mail stopped it for {user}, {when}. Nothing more was changed now.",
  "stop.alreadyNext": "To get back in, ask a System Administrator, or sign in if you have your own password.",
  "stop.alreadyNextSupport": "To get back in, ask {contact}, or sign in if you have your own password.",
  "stop.next": "What to do next",
  "stop.call": "Call a System Administrator, on a number that you know already, and say what happened.",
  "stop.callSupport": "Call {contact}, on a number that you know already, and say what happened.",
  "stop.elsewhere": "Where you use the same password elsewhere, change it there.",
} as const;
