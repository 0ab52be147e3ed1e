import { passwordSuggestionMinutes } from "@latchkey/contract/passwords.ts";

/** How long the secrets of recovery live, in minutes. ASVS 6.4.1 and NIST SP 800-63B-4 allow a mailed link 24 hours. */
export const lifetimes = {
  passwordChangeLinkMinutes: 24 * 60,
  selfServiceLinkMinutes: 60,
  temporaryPasswordMinutes: 24 * 60,
  /** A generated password whose mail was not accepted by then is dropped. */
  pendingPasswordMinutes: 30,
  passwordSuggestionMinutes,
  /** The link that an operator makes on the server's shell. */
  emergencyLinkMinutes: 60,
  /** A notice without a secret is still worth sending for this long. */
  noticeMinutes: 3 * 24 * 60,
  /** "This wasn't me": holidays and weekends fit in. */
  stopLinkMinutes: 7 * 24 * 60,
  /** Forgot Password? of a System Administrator sends no link to a new address for this long: time to stop it. */
  newAddressHoldMinutes: 24 * 60,
  /** After "this wasn't me" Forgot Password? sends no link for this long. */
  selfServiceBlockMinutes: 24 * 60,
} as const;
