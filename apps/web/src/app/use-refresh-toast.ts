import { useToast } from "@latchkey/ui/toast.tsx";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useAccountMessages } from "../languages/use-messages.ts";
import { isProblem } from "../shared/problem-type.ts";
import { useProblemText } from "../shared/use-problem-text.ts";

/** Says once when what is on screen could not be refreshed; again only after it worked in between. */
export function useRefreshToast() {
  const say = useAccountMessages();
  const problemText = useProblemText();
  const toast = useToast();
  const queryClient = useQueryClient();
  useEffect(() => {
    let said = false;
    return queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== "updated") return;
      if (event.action.type === "success") said = false;
      if (event.action.type !== "error" || said || event.query.state.data === undefined) return;
      if (isProblem(event.action.error, "not-signed-in")) return;
      said = true;
      toast({
        tone: "warn",
        title: say("outOfDate"),
        text: problemText(event.action.error),
      });
    });
  }, [queryClient, toast, say, problemText]);
}
