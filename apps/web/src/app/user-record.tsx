import { type LoaderFunctionArgs, useParams } from "react-router-dom";
import { SignOutEverywherePrompt } from "../sessions/sign-out-everywhere-prompt.tsx";
import { useSession } from "../sessions/use-session.ts";
import { UserSessionsCard } from "../sessions/user-sessions-card.tsx";
import { userSessionsQuery } from "../sessions/user-sessions-query.ts";
import { queryClient } from "../shared/query-client.ts";
import { loadUserPage, UserPage } from "../users/user-page.tsx";

/** Begins to fetch the record and its sessions. */
export async function loader({ params: { userId = "" } }: LoaderFunctionArgs): Promise<null> {
  queryClient.query(userSessionsQuery(userId)).catch(() => null);
  await loadUserPage(userId);
  return null;
}

const sessions = { Card: UserSessionsCard, SignOutPrompt: SignOutEverywherePrompt };

/** The user record with the parts that only the room of sessions knows. */
export function Component() {
  const { userId = "" } = useParams();
  const isOwn = useSession().user.id === userId;
  return <UserPage key={userId} userId={userId} isOwn={isOwn} sessions={sessions} />;
}
