import { endOtherOwnSessions, endOwnSession } from "@latchkey/contract/sessions.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useAccountMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { useProblemText } from "../shared/use-problem-text.ts";
import { ownSessionsQuery } from "./own-sessions-query.ts";
import { SessionList, SessionListLoading } from "./session-list.tsx";

/** Where oneself is signed in: each of the others to be ended by itself, or all of them at once. */
export function OwnSessionsCard() {
  const say = useAccountMessages();
  return (
    <Card title={say("sessions")} actions={<EndAllOthers />}>
      <PartBoundary failureTitle={say("sessions.failed")} loading={<SessionListLoading />}>
        <OwnSessions />
      </PartBoundary>
    </Card>
  );
}

function OwnSessions() {
  const { data: sessions } = useSuspenseQuery(ownSessionsQuery);
  return (
    <SessionList sessions={sessions} end={(sessionId) => api(endOwnSession, { params: { sessionId } })} />
  );
}

function EndAllOthers() {
  const say = useAccountMessages();
  const problemText = useProblemText();
  const { data: sessions = [] } = useQuery(ownSessionsQuery);
  const toast = useToast();
  const endOthers = useMutation({
    mutationFn: () => api(endOtherOwnSessions, {}),
    onSuccess: ({ ended }) =>
      toast({ title: say("sessions.endedOthers"), text: say("sessions.ended", { count: ended }) }),
    onError: (error) => toast({ tone: "bad", title: say("sessions.notEnded"), text: problemText(error) }),
  });
  const hasOthers = sessions.some(({ isThisOne }) => !isThisOne);
  return (
    <Button
      size="small"
      pending={endOthers.isPending}
      // It stays, so that the focus does when the others are gone.
      disabled={!hasOthers}
      onClick={() => endOthers.mutate()}
    >
      {say("sessions.endOthers")}
    </Button>
  );
}
