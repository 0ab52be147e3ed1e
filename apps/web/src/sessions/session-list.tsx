import type { UserSession } from "@latchkey/contract/sessions.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { useAccountMessages } from "../languages/use-messages.ts";
import { RelativeMoment } from "../shared/moments.tsx";
import { useProblemText } from "../shared/use-problem-text.ts";
import { readableUserAgent } from "./readable-user-agent.ts";
import styles from "./session-list.module.css";

type SessionListProps = {
  sessions: readonly UserSession[];
  /** Asks the server to end one. */
  end: (sessionId: string) => Promise<unknown>;
};

/** Open sessions, each to be ended by itself but for the one that looks at them. */
export function SessionList({ sessions, end }: SessionListProps) {
  const say = useAccountMessages();
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
      {sessions.length === 0 ? (
        <p className={styles.empty}>{say("sessions.none")}</p>
      ) : (
        <ul role="list" className={styles.list}>
          {sessions.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              end={async () => {
                await end(session.id);
                endedId.current = session.id;
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function SessionLine({ session, end }: { session: UserSession; end: () => Promise<void> }) {
  const say = useAccountMessages();
  const problemText = useProblemText();
  const id = useId();
  const toast = useToast();
  const ending = useMutation({
    mutationFn: end,
    onError: (error) => toast({ tone: "bad", title: say("session.notEnded"), text: problemText(error) }),
  });
  return (
    <li className={styles.session}>
      <div className={styles.words}>
        <span id={id} title={session.userAgent ?? undefined}>
          {readableUserAgent(session.userAgent, say)}
        </span>
        <div className={styles.quiet}>
          <bdi>{session.address ?? say("session.unknownAddress")}</bdi> ·{" "}
          <RelativeMoment at={session.lastSeenAt} />
        </div>
      </div>
      {session.isThisOne ? (
        <Chip tone="info">{say("session.thisOne")}</Chip>
      ) : (
        <Button
          variant="quiet"
          size="small"
          pending={ending.isPending}
          aria-describedby={id}
          onClick={() => ending.mutate()}
        >
          {say("session.end")}
        </Button>
      )}
    </li>
  );
}

/** The shape of the list while it is being loaded. */
export function SessionListLoading() {
  const say = useAccountMessages();
  return (
    <Loading label={say("sessions.loading")}>
      <div className={styles.list}>
        <Skeleton width="half" />
        <Skeleton width="most" />
      </div>
    </Loading>
  );
}
