import { generateNewPassword, type Recovery } from "@latchkey/contract/recoveries.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { EmailText } from "../mail/email-text.tsx";
import { mailOutcome } from "../mail/mail-step.ts";
import { CurrentPasswordField } from "../passwords/use-current-password.tsx";
import { api } from "../shared/api.ts";
import { awaited, ExpiryMoment, RecoveryFacts } from "./recovery-facts.tsx";
import { useOptionPrompt } from "./use-option-prompt.ts";

type NewPasswordPromptProps = {
  userId: string;
  email: string;
  /** Whether one's own current password is asked for. */
  asksPassword: boolean;
  open: boolean;
  onClose: () => void;
};

/** Option B: asks before a password is made and mailed that the administrator never sees. */
export function NewPasswordPrompt({ userId, email, asksPassword, open, onClose }: NewPasswordPromptProps) {
  const toast = useToast();
  const option = useOptionPrompt(userId, open);
  const generate = useMutation({
    mutationFn: () => api(generateNewPassword, { params: { userId }, body: option.body() }),
    onSuccess: ({ mail }: Recovery) => {
      toast({ title: "New password generated", ...mailOutcome(mail) });
      close();
    },
    onError: option.learnFrom,
  });
  function confirm() {
    if (generate.isPending || !option.check()) return false;
    generate.mutate();
    return true;
  }
  function close() {
    option.reset();
    onClose();
  }
  function cancel() {
    generate.reset();
    close();
  }
  return (
    <Prompt
      open={open}
      title="Generate New Password"
      text="A new password will be generated and sent to the user's email address."
      confirmLabel="Yes"
      pending={generate.isPending}
      disabled={option.isBlocked}
      problem={option.problem(generate.error)}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <RecoveryFacts
        userId={userId}
        {...option.told}
        facts={(preview) => [
          { term: "To", detail: <EmailText address={preview?.email ?? email} /> },
          {
            term: "Old password",
            detail: awaited(preview?.hasPassword, (hasPassword) =>
              hasPassword
                ? "Keeps working until the mail service accepts the mail, then stops"
                : "There is no password yet",
            ),
          },
          { term: "Sessions", detail: awaited(preview?.openSessions, sessionsWords) },
          {
            term: "New password",
            detail: awaited(preview?.temporaryPasswordExpiresAt, (at) => (
              <>
                Temporary, until <ExpiryMoment at={at} />
              </>
            )),
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

function sessionsWords(open: number): string {
  if (open === 0) return "None is open";
  return open === 1 ? "1 open session will end then" : `${open} open sessions will end then`;
}
