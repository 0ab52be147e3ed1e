import { extendLink } from "@latchkey/contract/links-in-hand.ts";
import { type Recovery } from "@latchkey/contract/recoveries.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { CurrentPasswordField } from "../passwords/use-current-password.tsx";
import { api } from "../shared/api.ts";
import { useMomentFormat } from "../shared/moments.tsx";
import { NoticeFact } from "./notice-fact.tsx";
import { awaited, ExpiryMoment, RecoveryFacts } from "./recovery-facts.tsx";
import { useOptionPrompt } from "./use-option-prompt.ts";

type ExtendLinkPromptProps = {
  userId: string;
  /** Whether one's own current password is asked for. */
  asksPassword: boolean;
  /** The link; null closes the prompt. */
  recovery: Recovery | null;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
};

/** Asks before an open link gets more time, which it does once. */
export function ExtendLinkPrompt({
  userId,
  asksPassword,
  recovery,
  onClose,
  returnFocus,
}: ExtendLinkPromptProps) {
  const toast = useToast();
  const format = useMomentFormat();
  // While the prompt goes away, it still says what it was about.
  const [last, setLast] = useState(recovery);
  if (recovery !== null && recovery !== last) setLast(recovery);
  const option = useOptionPrompt("extend link", userId, { open: recovery !== null, mails: false });
  const extend = useMutation({
    mutationFn: ({ id }: Recovery) =>
      api(extendLink, { params: { userId, recoveryId: id }, body: option.body() }),
    onSuccess: ({ expiresAt }: Recovery) => {
      close();
      toast({ title: "Link extended", text: `It works until ${format.exact(expiresAt)}.` });
    },
    onError: option.learnFrom,
  });
  function confirm() {
    if (recovery === null || extend.isPending || !option.check()) return false;
    extend.mutate(recovery);
    return true;
  }
  function close() {
    option.reset();
    onClose();
  }
  function cancel() {
    extend.reset();
    close();
  }
  const problem = option.problem(extend.error);
  return (
    <Prompt
      open={recovery !== null}
      title="Extend link"
      text="The link that the user has will work for longer. This can be done once; afterwards send a new one."
      confirmLabel="Extend"
      pending={extend.isPending}
      problem={problem}
      onConfirm={confirm}
      onCancel={cancel}
      returnFocus={returnFocus}
    >
      <RecoveryFacts
        userId={userId}
        {...option.told}
        problem={problem}
        facts={(preview) => [
          { term: "Works until", detail: last === null ? null : <ExpiryMoment at={last.expiresAt} /> },
          { term: "Extended to", detail: awaited(preview?.linkExpiresAt, (at) => <ExpiryMoment at={at} />) },
          {
            term: "Notice to",
            detail: awaited(preview ?? undefined, ({ email }) => <NoticeFact address={email} />),
          },
        ]}
      >
        {asksPassword || option.password.isDemanded ? (
          <CurrentPasswordField password={option.password} onEnter={confirm} />
        ) : null}
      </RecoveryFacts>
    </Prompt>
  );
}
