import type { AddressFault } from "@latchkey/contract/accounts.ts";

/** Why mail to an address is not expected to arrive, as the title of a warning. */
export const addressFaultTitles: Record<AddressFault["kind"], string> = {
  bounced: "Mail to this address came back",
  complained: "The user reported our mail as spam",
  suppressed: "The mail service refuses this address",
};

/** The same in a word or two, for a chip. */
export const addressFaultChips: Record<AddressFault["kind"], string> = {
  bounced: "Address bounced",
  complained: "Reported as spam",
  suppressed: "Address refused",
};
