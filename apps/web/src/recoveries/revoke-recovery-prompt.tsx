import { type Recovery, revokeRecovery } from "@latchkey/contract/recoveries.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";

type RevokeRecoveryPromptProps = {
  userId: string;
  /** What is to be withdrawn; null closes the prompt. */
  recovery: Recovery | null;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
};

/** Asks before an open recovery is withdrawn, and says what that means for the user. */
export function RevokeRecoveryPrompt({ userId, recovery, onClose, returnFocus }: RevokeRecoveryPromptProps) {
  const toast = useToast();
  // While the prompt goes away, it still says what it was about.
  const [last, setLast] = useState(recovery);
  if (recovery !== null && recovery !== last) setLast(recovery);
  const words = last === null ? null : revokeWords(last);

  const revoke = useMutation({
    mutationFn: ({ id }: Recovery) => api(revokeRecovery, { params: { userId, recoveryId: id } }),
    onSuccess: () => {
      onClose();
      toast({ title: words?.done ?? "Revoked", text: "It no longer works." });
    },
  });
  function cancel() {
    revoke.reset();
    onClose();
  }
  return (
    <Prompt
      open={recovery !== null}
      title={words?.title ?? ""}
      text={words?.text}
      confirmLabel="Revoke"
      tone="danger"
      pending={revoke.isPending}
      problem={revoke.error && problemText(revoke.error)}
      onConfirm={() => recovery !== null && revoke.mutate(recovery)}
      onCancel={cancel}
      returnFocus={returnFocus}
    />
  );
}

/** What is withdrawn, what that means, and what is said once it is done. */
function revokeWords(recovery: Recovery): { title: string; text: string; done: string } {
  if (recovery.way === "link") {
    return {
      title: "Revoke link",
      text: "The link will stop working at once, wherever it is. The user's current password stays as it is.",
      done: "Link revoked",
    };
  }
  const isPending = recovery.state === "pending";
  return {
    title: isPending ? "Revoke generated password" : "Revoke temporary password",
    text: isPending
      ? "The generated password will never take effect. The user's current password stays as it is."
      : "The temporary password will stop working at once, and open sessions end. The user is then without a password until you send a link or make a new one.",
    done: isPending ? "Generated password revoked" : "Temporary password revoked",
  };
}
