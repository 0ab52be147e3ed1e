import type { User } from "@latchkey/contract/users.ts";
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useState } from "react";
import { useTemporaryPassword } from "../passwords/use-temporary-password.ts";
import {
  generatedPasswordStanding,
  type Overtaking,
  whatOvertook,
} from "../recoveries/generated-password-standing.ts";
import { userAuditEventsQuery } from "../audit/queries.ts";
import { recoveriesQuery } from "../recoveries/queries.ts";
import { useRecoveryRequest } from "../recoveries/use-recovery-request.ts";
import { useSession } from "../sessions/use-session.ts";
import { whoBegan } from "./who-changed.ts";

/** The generated password of a record that is being edited, and what is said beside it. `email` is the address as typed. */
export function usePasswordOffer(user: User, email: string) {
  const control = useTemporaryPassword(user.id);
  const { temporary } = control;
  const suggestion = temporary.step === "suggested" ? temporary : null;
  const { data: timeline, dataUpdatedAt } = useQuery(recoveriesQuery(user.id));
  const { data: history } = useQuery(userAuditEventsQuery(user.id));
  const ownId = useSession().user.id;
  const request = useRecoveryRequest("temporary password", user.id, suggestion !== null);
  const [sendAccessInfo, setSendAccessInfo] = useState(false);
  const generateButton = useRef<HTMLButtonElement>(null);
  const saved = temporary.step === "saved" ? temporary : null;
  const mailsStoredAddress = suggestion !== null && sendAccessInfo && email.trim() === (user.email ?? "");

  // Before anybody can read it: a password that ended on the server leaves the screen with the news.
  useLayoutEffect(() => {
    if (timeline === undefined || (temporary.step !== "suggested" && temporary.step !== "saved")) return;
    const standing = generatedPasswordStanding(temporary, timeline, dataUpdatedAt);
    if (standing === "saved") control.keepAfterSave(temporary.id);
    if (standing === "ran-out") control.runOut(false);
    if (standing === "overtaken") control.overtake(false);
  }, [timeline, dataUpdatedAt, temporary, control]);

  // The next one is not mailed because one that is gone was to be.
  if (suggestion === null && sendAccessInfo) setSendAccessInfo(false);

  function overtaking(): Overtaking | null {
    if (temporary.step !== "overtaken" || timeline === undefined) return null;
    const what = whatOvertook(temporary, timeline);
    const who = what && whoBegan(what.at, timeline.recoveries, history?.events ?? [], ownId);
    return what && { ...what, ...(who?.isSelf && { isOwn: true }) };
  }

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
      mailedTo: timeline?.recoveries.find(({ id }) => id === saved?.id)?.mail?.to ?? null,
      overtaking: overtaking(),
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
    /** Save was refused because the server no longer takes it: its time was over, or else something came first. */
    refuse({ isExpired }: { isExpired: boolean }) {
      if (isExpired) control.runOut(true);
      else control.overtake(true);
    },
    drop() {
      forgetWords();
      control.drop();
    },
  };
}
