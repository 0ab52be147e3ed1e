import { endOtherOwnSessions, endOwnSession } from "@latchkey/contract/sessions.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { problemText } from "../shared/problem-text.ts";
import { ownSessionsQuery } from "./own-sessions-query.ts";
import { SessionList, SessionListLoading } from "./session-list.tsx";

/** Where oneself is signed in: each of the others to be ended by itself, or all of them at once. */
export function OwnSessionsCard() {
  return (
    <Card title="Sessions" actions={<EndAllOthers />}>
      <PartBoundary failureTitle="The sessions could not be loaded" loading={<SessionListLoading />}>
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
  const { data: sessions = [] } = useQuery(ownSessionsQuery);
  const toast = useToast();
  const endOthers = useMutation({
    mutationFn: () => api(endOtherOwnSessions, {}),
    onSuccess: ({ ended }) =>
      toast({
        title: "Signed out everywhere else",
        text: ended === 1 ? "1 session has ended." : `${ended} sessions have ended.`,
      }),
    onError: (error) =>
      toast({ tone: "bad", title: "The sessions were not ended", text: problemText(error) }),
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
      End all others
    </Button>
  );
}
