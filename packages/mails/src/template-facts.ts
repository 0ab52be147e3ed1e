import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { Placeholder } from "@latchkey/contract/templates.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateValues } from "./template-values.ts";
import type { Reader } from "./render-template.ts";
import { templateScope } from "./template-scope.ts";
import { placeholders, secretPlaceholders } from "./template-values.ts";

/** The name of a placeholder, as it stands between the braces. */
export type PlaceholderName = (typeof placeholders)[number];

/** What a template is for, what makes it go out, and what it can't do without. */
type TemplateFacts = {
  purpose: string;
  usedIn: string;
  /** What its HTML and its text have to show. */
  required: readonly ("link" | "password" | "signInUrl" | "recordUrl")[];
  /** What is always empty in it. */
  unused: readonly PlaceholderName[];
};

/** What there is to know of every template. */
export const templateFacts: Readonly<Record<TemplateKey, TemplateFacts>> = {
  "access-info": {
    purpose: "Gives a user the temporary password and says how to sign in with it.",
    usedIn:
      "Generate New Password, and Save with Send Email with Access Info to User, on the user record and for new users.",
    required: ["password", "signInUrl"],
    unused: ["link", "recordUrl", "stoppedAt"],
  },
  "password-change-link": {
    purpose: "Gives a user the link with which to choose a new password.",
    usedIn: "Forgot Password? on the sign-in page, and Send Password Change Link on the user record.",
    required: ["link"],
    unused: ["password", "recordUrl", "stoppedAt"],
  },
  "password-changed": {
    purpose: "Tells a user that the password was changed, and how.",
    usedIn: "A user has chosen a new password, with a link, after a temporary one, or in the profile.",
    required: [],
    unused: ["link", "password", "expiresAt", "recordUrl", "stoppedAt"],
  },
  "administrator-changed-your-access": {
    purpose: "Tells a user that an administrator changed something about the access to the account.",
    usedIn: "Save with a temporary password that is not mailed, and other changes by an administrator.",
    required: [],
    unused: ["link", "password", "expiresAt", "recordUrl", "stoppedAt"],
  },
  "link-copied": {
    purpose: "Tells a user that an administrator made a link for them and hands it over, without a mail.",
    usedIn: "Copy link on the user record.",
    required: [],
    unused: ["link", "password", "recordUrl", "stoppedAt"],
  },
  "link-extended": {
    purpose: "Tells a user until when the link that they were given works now.",
    usedIn: "Extend at a link on the user record.",
    required: [],
    unused: ["link", "password", "recordUrl", "stoppedAt"],
  },
  "email-changed": {
    purpose:
      "Tells the old and the new address that the account has another one; only the old one gets a stop link.",
    usedIn: "Save with another email address on the user record.",
    required: [],
    unused: ["link", "password", "expiresAt", "recordUrl", "stoppedAt"],
  },
  "recovery-stopped": {
    purpose: "Tells the System Administrators that a user said “this wasn't me”.",
    usedIn: "A user has followed the “this wasn't me” link of a mail.",
    required: ["recordUrl"],
    unused: ["link", "password", "stopLink"],
  },
  "sign-in-stopped": {
    purpose: "Tells a user and the System Administrators that too many wrong passwords were typed in a row.",
    usedIn: "Somebody went on guessing a password on the sign-in page.",
    required: [],
    unused: ["link", "password", "expiresAt", "stopLink"],
  },
};

const descriptions: Readonly<Record<PlaceholderName, string>> = {
  "user.firstName": "The user's first name; empty when there is none.",
  "user.lastName": "The user's last name.",
  "user.name": "The user's whole name.",
  "user.userName": "The name with which the user signs in.",
  "user.email": "The address of the user.",
  link: "The link with which to choose a new password.",
  password: "The temporary password.",
  expiresAt:
    "The moment at which the link or the temporary password ends, in the reader's words and time zone.",
  signInUrl: "The address of the sign-in page.",
  productName: "The name of the product, from the layout.",
  companyName: "The name of the company, from the layout; empty when there is none.",
  support:
    "Whom the reader can ask, in words that go on after “contact”: the support contact, else a System Administrator.",
  supportContact: "Whom to ask for help, from the layout; empty when nobody is named.",
  actor: "Who caused the mail: an administrator, or you.",
  actorIsYou: "True when the reader caused the mail; for conditions only.",
  stopLink: "The link that says “this wasn't me”; empty in what administrators see of a mail.",
  recordUrl: "The address of the user record in the console; empty in mails to the user.",
  stoppedAt:
    "The moment at which the user said “this wasn't me”, or signing in was stopped, in the reader's words and time zone.",
};

/** Every placeholder of use in a template, with what it stands for in a sample in this language for this reader. */
export function placeholdersOf(
  key: TemplateKey,
  language: Language,
  reader: Reader,
  sample: TemplateValues,
): Placeholder[] {
  const { required, unused } = templateFacts[key];
  const scope = templateScope(sample, { ...reader, language });
  const values: Record<string, unknown> = {
    ...scope,
    ...Object.fromEntries(Object.entries(scope.user).map(([name, value]) => [`user.${name}`, value])),
  };
  return placeholders
    .filter((name) => !unused.includes(name))
    .map((name) => ({
      name,
      description: descriptions[name],
      sample: String(values[name] ?? ""),
      isSecret: (secretPlaceholders as readonly string[]).includes(name),
      isRequired: (required as readonly string[]).includes(name),
    }));
}
