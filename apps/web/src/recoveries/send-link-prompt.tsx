import { type Recovery, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { EmailText } from "../mail/email-text.tsx";
import { mailOutcome } from "../mail/mail-step.ts";
import { CurrentPasswordField } from "../passwords/use-current-password.tsx";
import { api } from "../shared/api.ts";
import { awaited, ExpiryMoment, RecoveryFacts } from "./recovery-facts.tsx";
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
  const option = useOptionPrompt("send link", userId, { open, mails: true });
  const send = useMutation({
    mutationFn: () => api(sendPasswordChangeLink, { params: { userId }, body: option.body() }),
    onSuccess: ({ mail }: Recovery) => {
      toast({ title: "Password change link sent", ...mailOutcome(mail) });
      close();
    },
    onError: option.learnFrom,
  });
  function confirm() {
    if (send.isPending || !option.check()) return false;
    send.mutate();
    return true;
  }
  function close() {
    option.reset();
    onClose();
  }
  function cancel() {
    send.reset();
    close();
  }
  const problem = option.problem(send.error);
  return (
    <Prompt
      open={open}
      title="Send Password Change Link"
      text="An email with a unique link will be sent to the user allowing them to change their password. The link will expire after a specific amount of time."
      confirmLabel="Send"
      pending={send.isPending}
      disabled={option.isBlocked}
      problem={problem}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <RecoveryFacts
        userId={userId}
        {...option.told}
        problem={problem}
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
      >
        {asksPassword || option.password.isDemanded ? (
          <CurrentPasswordField password={option.password} onEnter={confirm} />
        ) : null}
      </RecoveryFacts>
    </Prompt>
  );
}
