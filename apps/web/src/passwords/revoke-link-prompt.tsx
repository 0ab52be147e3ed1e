import { revokePasswordChangeLink } from "@latchkey/contract/passwords.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";

type RevokeLinkPromptProps = {
  userId: string;
  /** The link to be withdrawn; null closes the prompt. */
  linkId: string | null;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
};

/** Asks before an open link is withdrawn. */
export function RevokeLinkPrompt({ userId, linkId, onClose, returnFocus }: RevokeLinkPromptProps) {
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: (wanted: string) => api(revokePasswordChangeLink, { params: { userId, linkId: wanted } }),
    onSuccess: () => {
      onClose();
      toast({ title: "Link revoked", text: "It no longer works." });
    },
  });
  function cancel() {
    revoke.reset();
    onClose();
  }
  return (
    <Prompt
      open={linkId !== null}
      title="Revoke link"
      text="The link in the mail will stop working at once. The user's current password stays as it is."
      confirmLabel="Revoke"
      tone="danger"
      pending={revoke.isPending}
      problem={revoke.error && problemText(revoke.error)}
      onConfirm={() => linkId !== null && revoke.mutate(linkId)}
      onCancel={cancel}
      returnFocus={returnFocus}
    />
  );
}
