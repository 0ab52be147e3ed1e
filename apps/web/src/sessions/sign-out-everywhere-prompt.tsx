import { endUserSessions } from "@latchkey/contract/sessions.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";

type SignOutEverywherePromptProps = {
  userId: string;
  name: string;
  /** The administrator's own record: this session ends too. */
  isOwn: boolean;
  open: boolean;
  onClose: () => void;
};

/** Asks before all sessions of a user are ended. */
export function SignOutEverywherePrompt({
  userId,
  name,
  isOwn,
  open,
  onClose,
}: SignOutEverywherePromptProps) {
  const toast = useToast();
  const endAll = useMutation({
    mutationFn: () => api(endUserSessions, { params: { userId } }),
    onSuccess: ({ ended }) => {
      onClose();
      toast({
        title: "Signed out everywhere",
        text: ended === 1 ? "1 session has ended." : `${ended} sessions have ended.`,
      });
    },
  });
  function cancel() {
    endAll.reset();
    onClose();
  }
  return (
    <Prompt
      open={open}
      title="Sign out everywhere"
      text={
        isOwn
          ? "All your sessions will end now, this one too. Your password stays as it is."
          : `All open sessions of ${name} will end now. The password stays as it is.`
      }
      confirmLabel="Sign out"
      pending={endAll.isPending}
      problem={endAll.error && problemText(endAll.error)}
      onConfirm={() => endAll.mutate()}
      onCancel={cancel}
    />
  );
}
