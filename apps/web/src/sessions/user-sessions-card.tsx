import { endUserSession, type UserSession } from "@latchkey/contract/sessions.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { api } from "../shared/api.ts";
import { RelativeMoment } from "../shared/moments.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { problemText } from "../shared/problem-text.ts";
import { readableUserAgent } from "./readable-user-agent.ts";
import { userSessionsQuery } from "./user-sessions-query.ts";
import styles from "./user-sessions-card.module.css";

/** Where this user is signed in, each to be ended by itself. */
export function UserSessionsCard({ userId }: { userId: string }) {
  return (
    <Card title="Sessions">
      <PartBoundary
        failureTitle="The sessions could not be loaded"
        loading={
          <Loading label="Loading sessions">
            <div className={styles.list}>
              <Skeleton width="half" />
              <Skeleton width="most" />
            </div>
          </Loading>
        }
      >
        <Sessions userId={userId} />
      </PartBoundary>
    </Card>
  );
}

function Sessions({ userId }: { userId: string }) {
  const { data: sessions } = useSuspenseQuery(userSessionsQuery(userId));
  const part = useRef<HTMLDivElement>(null);
  const endedId = useRef<string | null>(null);

  useEffect(() => {
    if (endedId.current === null || sessions.some(({ id }) => id === endedId.current)) return;
    // The button that was pressed is gone with its line.
    if (document.activeElement === document.body) part.current?.focus();
    endedId.current = null;
  }, [sessions]);

  return (
    <div ref={part} className={styles.part} tabIndex={-1}>
      {sessions.length === 0 ? <p className={styles.empty}>Not signed in anywhere.</p> : null}
      <ul className={styles.list}>
        {sessions.map((session) => (
          <SessionLine
            key={session.id}
            userId={userId}
            session={session}
            onEnded={() => {
              endedId.current = session.id;
            }}
          />
        ))}
      </ul>
    </div>
  );
}

type SessionLineProps = {
  userId: string;
  session: UserSession;
  /** The server has ended it; the line is about to go. */
  onEnded: () => void;
};

function SessionLine({ userId, session, onEnded }: SessionLineProps) {
  const id = useId();
  const toast = useToast();
  const end = useMutation({
    mutationFn: async () => {
      await api(endUserSession, { params: { userId, sessionId: session.id } });
      onEnded();
    },
    onError: (error) => toast({ tone: "bad", title: "The session was not ended", text: problemText(error) }),
  });
  return (
    <li className={styles.session}>
      <div className={styles.words}>
        <span id={id} title={session.userAgent ?? undefined}>
          {readableUserAgent(session.userAgent)}
        </span>
        <div className={styles.quiet}>
          {session.address ?? "Unknown address"} · <RelativeMoment at={session.lastSeenAt} />
        </div>
      </div>
      {session.isThisOne ? (
        <Chip tone="info">This one</Chip>
      ) : (
        <Button
          variant="quiet"
          size="small"
          pending={end.isPending}
          aria-describedby={id}
          onClick={() => end.mutate()}
        >
          End
        </Button>
      )}
    </li>
  );
}
