/** How long the secrets of recovery live, in minutes. ASVS 6.4.1 and NIST SP 800-63B-4 allow a mailed link 24 hours. */
export const lifetimes = {
  passwordChangeLinkMinutes: 24 * 60,
  selfServiceLinkMinutes: 60,
  temporaryPasswordMinutes: 24 * 60,
  /** A generated password whose mail was not accepted by then is dropped. */
  pendingPasswordMinutes: 30,
  passwordSuggestionMinutes: 15,
  /** The link that an operator makes on the server's shell. */
  breakGlassLinkMinutes: 60,
  /** A notice without a secret is still worth sending for this long. */
  noticeMinutes: 3 * 24 * 60,
} as const;
