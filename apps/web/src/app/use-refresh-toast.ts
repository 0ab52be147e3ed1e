import { useToast } from "@latchkey/ui/toast.tsx";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isProblem, problemText } from "../shared/problem-text.ts";

/** Says once when what is on screen could not be refreshed; again only after it worked in between. */
export function useRefreshToast() {
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
        title: "What you see may be out of date",
        text: problemText(event.action.error),
      });
    });
  }, [queryClient, toast]);
}
