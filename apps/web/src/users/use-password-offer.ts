import type { User } from "@latchkey/contract/users.ts";
import { useRef, useState } from "react";
import { useTemporaryPassword } from "../passwords/use-temporary-password.ts";
import { useRecoveryRequest } from "../recoveries/use-recovery-request.ts";

/** The generated password of a record that is being edited, and what is said beside it. `email` is the address as typed. */
export function usePasswordOffer(user: User, email: string) {
  const control = useTemporaryPassword(user.id);
  const suggestion = control.temporary.step === "suggested" ? control.temporary : null;
  const request = useRecoveryRequest(user.id, suggestion !== null);
  const [sendAccessInfo, setSendAccessInfo] = useState(false);
  const generateButton = useRef<HTMLButtonElement>(null);
  const mailsStoredAddress = suggestion !== null && sendAccessInfo && email.trim() === (user.email ?? "");

  function forgetWords() {
    setSendAccessInfo(false);
    request.reset();
  }

  return {
    /** Whether there is a password that Save would commit. */
    isOpen: suggestion !== null,
    /** What its card shows. */
    card: {
      control,
      request,
      generateButton,
      mailsStoredAddress,
      sendAccessInfo,
      onSendAccessInfoChange: setSendAccessInfo,
    },
    /** What Save sends for it. */
    toSave: () =>
      suggestion !== null && {
        passwordSuggestionId: suggestion.id,
        sendAccessInfo,
        recoveryNote: request.note,
        ...(mailsStoredAddress && { despiteAddressFault: request.draft.despiteAddressFault }),
      },
    /** By field, what is missing before Save. */
    missing: () => (suggestion === null ? {} : request.missing(mailsStoredAddress)),
    /** Save has committed it: it is shown for a last while. */
    keep() {
      if (suggestion !== null) control.keepAfterSave(suggestion.id);
      forgetWords();
    },
    /** Save was refused because the server no longer takes it. */
    runOut() {
      setSendAccessInfo(false);
      control.runOut();
    },
    drop() {
      forgetWords();
      control.drop();
    },
  };
}
