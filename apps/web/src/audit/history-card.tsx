import type { AuditEvent } from "@latchkey/contract/audit.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { detailWords, eventWords } from "./event-words.ts";
import { userAuditEventsQuery } from "./queries.ts";
import styles from "./history-card.module.css";

/** How many events are in sight before the rest is asked for. */
const shownAtOnce = 6;

/** Who did what to this user, newest first. */
export function HistoryCard({ userId }: { userId: string }) {
  return (
    <Card title="History">
      <PartBoundary
        failureTitle="The history could not be loaded"
        loading={
          <Loading label="Loading the history">
            <div className={styles.list}>
              <Skeleton width="most" />
              <Skeleton width="half" />
              <Skeleton width="most" />
            </div>
          </Loading>
        }
      >
        <History userId={userId} />
      </PartBoundary>
    </Card>
  );
}

function History({ userId }: { userId: string }) {
  const { events, total } = useSuspenseQuery(userAuditEventsQuery(userId)).data;
  if (events.length === 0) return <p className={styles.empty}>Nothing has happened yet.</p>;
  const earlier = events.slice(shownAtOnce);
  return (
    <>
      <EventList events={events.slice(0, shownAtOnce)} />
      {earlier.length === 0 ? null : (
        <details className={styles.older}>
          <summary>{earlierWords(earlier.length, total - shownAtOnce)}</summary>
          <EventList events={earlier} />
        </details>
      )}
    </>
  );
}

function earlierWords(shown: number, all: number): string {
  return shown < all ? `${shown} of ${all} earlier` : `${shown} earlier`;
}

function EventList({ events }: { events: readonly AuditEvent[] }) {
  return (
    <ul className={styles.list}>
      {events.map((event) => (
        <li key={event.id} className={styles.event}>
          <div className={styles.words}>
            {eventWords(event)}
            <div className={styles.quiet}>
              {circumstances(event)}
              {event.lastAt === null ? null : (
                <>
                  {" · "}
                  {event.times} times until <UntilMoment at={event.lastAt} />
                </>
              )}
            </div>
          </div>
          <span className={styles.time}>
            <RelativeMoment at={event.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function circumstances({ actor, address, details }: AuditEvent): string {
  return [actor.kind === "user" ? `by ${actor.name}` : "", ...detailWords(details), address ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
}
