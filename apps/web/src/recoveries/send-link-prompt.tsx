import { type Recovery, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { EmailText } from "../mail/email-text.tsx";
import { mailOutcome } from "../mail/mail-step.ts";
import { api } from "../shared/api.ts";
import { OptionPrompt } from "./option-prompt.tsx";
import { awaited, ExpiryMoment } from "./recovery-facts.tsx";
import { useOptionPrompt } from "./use-option-prompt.ts";

type SendLinkPromptProps = {
  userId: string;
  email: string;
  /** Whether one's own current password is asked for. */
  asksPassword: boolean;
  open: boolean;
  onClose: () => void;
};

/** Option A: asks before a password change link is mailed. */
export function SendLinkPrompt({ userId, email, asksPassword, open, onClose }: SendLinkPromptProps) {
  const toast = useToast();
  const option = useOptionPrompt("send link", userId, { open, mails: true, onClose });
  const send = useMutation({
    mutationFn: () => api(sendPasswordChangeLink, { params: { userId }, body: option.body() }),
    onSuccess: ({ mail }: Recovery) => {
      toast({ title: "Password change link sent", ...mailOutcome(mail) });
      option.close();
    },
    onError: option.learnFrom,
  });
  return (
    <OptionPrompt
      userId={userId}
      asksPassword={asksPassword}
      option={option}
      action={send}
      open={open}
      title="Send Password Change Link"
      text="An email with a unique link will be sent to the user allowing them to change their password. The link will expire after a specific amount of time."
      confirmLabel="Send"
      onConfirm={() => send.mutate()}
      facts={(preview) => [
        { term: "To", detail: <EmailText address={preview?.email ?? email} /> },
        {
          term: "Expires",
          detail: awaited(preview?.linkExpiresAt, (at) => <ExpiryMoment at={at} />),
        },
        {
          term: "Until then",
          detail: awaited(preview?.hasPassword, (hasPassword) =>
            hasPassword ? "The current password keeps working" : "There is no password yet",
          ),
        },
        ...(preview?.replacesLink ? [{ term: "Older link", detail: "It stops working" }] : []),
      ]}
    />
  );
}
