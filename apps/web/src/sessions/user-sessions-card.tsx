import { endUserSession } from "@latchkey/contract/sessions.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { SessionList, SessionListLoading } from "./session-list.tsx";
import { userSessionsQuery } from "./user-sessions-query.ts";

/** Where this user is signed in, each to be ended by itself. */
export function UserSessionsCard({ userId }: { userId: string }) {
  return (
    <Card title="Sessions">
      <PartBoundary failureTitle="The sessions could not be loaded" loading={<SessionListLoading />}>
        <Sessions userId={userId} />
      </PartBoundary>
    </Card>
  );
}

function Sessions({ userId }: { userId: string }) {
  const { data: sessions } = useSuspenseQuery(userSessionsQuery(userId));
  return (
    <SessionList
      sessions={sessions}
      end={(sessionId) => api(endUserSession, { params: { userId, sessionId } })}
    />
  );
}
