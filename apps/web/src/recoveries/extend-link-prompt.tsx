import { extendLink } from "@latchkey/contract/links-in-hand.ts";
import { type Recovery } from "@latchkey/contract/recoveries.ts";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../shared/api.ts";
import { useMomentFormat } from "../shared/moments.tsx";
import { NoticeFact } from "./notice-fact.tsx";
import { OptionPrompt } from "./option-prompt.tsx";
import { awaited, ExpiryMoment } from "./recovery-facts.tsx";
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
  const option = useOptionPrompt("extend link", userId, { open: recovery !== null, mails: false, onClose });
  const extend = useMutation({
    mutationFn: ({ id }: Recovery) =>
      api(extendLink, { params: { userId, recoveryId: id }, body: option.body() }),
    onSuccess: ({ expiresAt }: Recovery) => {
      option.close();
      toast({ title: "Link extended", text: `It works until ${format.exact(expiresAt)}.` });
    },
    onError: option.learnFrom,
  });
  return (
    <OptionPrompt
      userId={userId}
      asksPassword={asksPassword}
      option={option}
      action={extend}
      open={recovery !== null}
      title="Extend link"
      text="The link that the user has will work for longer. This can be done once; afterwards send a new one."
      confirmLabel="Extend"
      onConfirm={() => recovery !== null && extend.mutate(recovery)}
      returnFocus={returnFocus}
      facts={(preview) => [
        { term: "Works until", detail: last === null ? null : <ExpiryMoment at={last.expiresAt} /> },
        { term: "Extended to", detail: awaited(preview?.linkExpiresAt, (at) => <ExpiryMoment at={at} />) },
        {
          term: "Notice to",
          detail: awaited(preview ?? undefined, ({ email }) => <NoticeFact address={email} />),
        },
      ]}
    />
  );
}
