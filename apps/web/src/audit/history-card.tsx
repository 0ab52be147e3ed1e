import type { AuditEvent } from "@latchkey/contract/audit.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { When } from "@latchkey/ui/when.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { detailWords } from "./event-words.ts";
import { type HistoryLine, historyLines } from "./history-lines.ts";
import { userAuditEventsQuery } from "./queries.ts";
import styles from "./history-card.module.css";

/** How many lines are in sight before the rest is asked for. */
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
  const lines = historyLines(events, useNow(60_000));
  if (lines.length === 0) return <p className={styles.empty}>Nothing has happened yet.</p>;
  const recent = lines.slice(0, shownAtOnce);
  const earlier = lines.slice(shownAtOnce);
  return (
    <>
      <EventList lines={recent} />
      {earlier.length === 0 ? null : (
        <details className={styles.older} aria-label="Earlier events">
          <summary>{earlierWords(countOf(earlier), total - countOf(recent))}</summary>
          <EventList lines={earlier} />
        </details>
      )}
    </>
  );
}

function earlierWords(shown: number, all: number): string {
  return shown < all ? `${shown} of ${all} earlier` : `${shown} earlier`;
}

const countOf = (lines: readonly HistoryLine[]) => lines.reduce((sum, { count }) => sum + count, 0);

function EventList({ lines }: { lines: readonly HistoryLine[] }) {
  return (
    <ul role="list" className={styles.list}>
      {lines.map(({ event, words }) => (
        <li key={event.id} className={styles.event}>
          <div className={styles.words}>
            {words}
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
          <When>
            <RelativeMoment at={event.at} />
          </When>
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
