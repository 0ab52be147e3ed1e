import { updateMailQueue } from "@latchkey/contract/mail.ts";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";

/** Lifts any pause of the queue, and says whether mail leaves again. */
export function useResumeMail() {
  const toast = useToast();
  return useMutation({
    mutationFn: () => api(updateMailQueue, { body: { state: "running" } }),
    onSuccess: ({ pause }) => {
      if (pause === null) toast({ tone: "ok", title: "Mail is running", text: "What waited is on its way." });
      else toast({ tone: "bad", title: "Mail is stopped again", text: pause.reason });
    },
    onError: (error) => toast({ tone: "bad", title: "Mail could not be resumed", text: problemText(error) }),
  });
}
