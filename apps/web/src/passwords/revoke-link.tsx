import { revokePasswordChangeLink } from "@latchkey/contract/passwords.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";

type RevokeLinkProps = {
  userId: string;
  linkId: string;
  /** The id of the words that say which link it is. */
  describedBy: string;
};

/** Withdraws an open link, after asking. */
export function RevokeLink({ userId, linkId, describedBy }: RevokeLinkProps) {
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: () => api(revokePasswordChangeLink, { params: { userId, linkId } }),
    onSuccess: () => {
      setAsking(false);
      toast({ title: "Link revoked", text: "It no longer works." });
    },
  });
  function cancel() {
    revoke.reset();
    setAsking(false);
  }
  return (
    <>
      <Button aria-describedby={describedBy} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <Prompt
        open={asking}
        title="Revoke link"
        text="The link in the mail will stop working at once. The user's current password stays as it is."
        confirmLabel="Revoke"
        tone="danger"
        pending={revoke.isPending}
        problem={revoke.error && problemText(revoke.error)}
        onConfirm={() => revoke.mutate()}
        onCancel={cancel}
      />
    </>
  );
}
