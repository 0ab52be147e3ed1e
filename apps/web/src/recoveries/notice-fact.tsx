import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { EmailText } from "../mail/email-text.tsx";

/** Whom a notice tells: the stored address, or nobody, as the server decides it. */
export function NoticeFact({ address }: { address: string | null }) {
  if (EmailAddress.safeParse(address).success) return <EmailText address={address!} />;
  return "Nobody: there is no valid email address";
}
