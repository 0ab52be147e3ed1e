import { copyPasswordChangeLink } from "@latchkey/contract/links-in-hand.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { CurrentPasswordField } from "../passwords/use-current-password.tsx";
import { api } from "../shared/api.ts";
import { useSensitiveMutation } from "../shared/use-sensitive-mutation.ts";
import { NoticeFact } from "./notice-fact.tsx";
import { awaited, ExpiryMoment, RecoveryFacts } from "./recovery-facts.tsx";
import type { CopiedLinkControl } from "./use-copied-link.ts";
import { useOptionPrompt } from "./use-option-prompt.ts";

type CopyLinkPromptProps = {
  userId: string;
  email: string;
  /** Whether one's own current password is asked for. */
  asksPassword: boolean;
  open: boolean;
  onClose: () => void;
  control: CopiedLinkControl;
};

/** Asks before a link is made that no mail carries: whoever confirms gets it. */
export function CopyLinkPrompt({ userId, email, asksPassword, open, onClose, control }: CopyLinkPromptProps) {
  const option = useOptionPrompt("copy link", userId, { open, mails: false });
  const copy = useSensitiveMutation({
    mutationFn: () => api(copyPasswordChangeLink, { params: { userId }, body: option.body() }),
    onSuccess: ({ recovery, link }) => {
      control.show(recovery.id, link);
      close();
    },
    onError: option.learnFrom,
  });
  function confirm() {
    if (copy.isPending || !option.check()) return false;
    copy.mutate();
    return true;
  }
  function close() {
    option.reset();
    onClose();
  }
  function cancel() {
    copy.reset();
    close();
  }
  const problem = option.problem(copy.error);
  return (
    <Prompt
      open={open}
      title="Copy link"
      text="A unique link will be made and shown to you once. No email carries it: you give it to the user yourself."
      confirmLabel="Make link"
      pending={copy.isPending}
      problem={problem}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <RecoveryFacts
        userId={userId}
        {...option.told}
        problem={problem}
        facts={(preview) => [
          { term: "Notice to", detail: <NoticeFact address={preview === null ? email : preview.email} /> },
          { term: "Expires", detail: awaited(preview?.linkExpiresAt, (at) => <ExpiryMoment at={at} />) },
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
