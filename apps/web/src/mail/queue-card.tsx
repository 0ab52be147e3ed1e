import type { MailQueue } from "@latchkey/contract/mail.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { RelativeMoment } from "../shared/moments.tsx";
import { pauseAlerts, pauseStates } from "./pause-words.ts";
import { mailQueueQuery } from "./queries.ts";
import styles from "./queue-card.module.css";

/** How it stands with the queue. */
export function QueueCard() {
  const { data: queue } = useSuspenseQuery(mailQueueQuery);
  return (
    <div className={styles.queue}>
      <Card flush>
        <h2 className={styles.name}>Queue</h2>
        <dl className={styles.facts}>
          <Fact term="Sending" more={stateReason(queue)}>
            <QueueState queue={queue} />
          </Fact>
          <Fact
            term="Waiting"
            more={queue.bulk === 0 ? null : `${queue.bulk.toLocaleString()} of them can wait`}
          >
            {queue.depth.toLocaleString()}
          </Fact>
          <Fact term="Oldest waiting" isBad={queue.isSlow}>
            {queue.oldestWaitingSince === null ? "–" : <RelativeMoment at={queue.oldestWaitingSince} />}
          </Fact>
          <Fact term="Current limit">
            {queue.requestsPerSecond === null ? "Not known yet" : perSecond(queue.requestsPerSecond)}
          </Fact>
          <Fact term="Delivery reports" more={queue.webhooks.enabled ? null : "Accepted is the last we hear"}>
            <Reports webhooks={queue.webhooks} />
          </Fact>
        </dl>
      </Card>
      {queue.undecided === 0 ? null : (
        <Banner tone="warn" action={<Link to="/mail?state=unknown">Decide</Link>}>
          {queue.undecided === 1
            ? "1 mail may have gone out, and nobody knows. Ask its recipient, then say what became of it."
            : `${queue.undecided.toLocaleString()} mails may have gone out, and nobody knows. Ask their recipients, then say what became of each.`}
        </Banner>
      )}
    </div>
  );
}

type FactProps = { term: string; more?: string | null; isBad?: boolean; children: ReactNode };

function Fact({ term, more = null, isBad = false, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>
        <span className={isBad ? styles.bad : undefined}>{children}</span>
        {more === null ? null : <span className={styles.more}>{more}</span>}
      </dd>
    </div>
  );
}

/** Why it does not run as it should, unless the alert above the page says so. */
function stateReason({ pause, retrying }: MailQueue): string | null {
  if (pause === null) return retrying ?? null;
  return pauseAlerts[pause.kind] === undefined ? pause.reason : null;
}

function QueueState({ queue: { pause, retrying } }: { queue: MailQueue }) {
  if (pause === null && retrying !== undefined) return <Chip tone="warn">Trying again</Chip>;
  if (pause === null) return <Chip tone="ok">Running</Chip>;
  const { word, tone } = pauseStates[pause.kind];
  return <Chip tone={tone}>{word}</Chip>;
}

function Reports({ webhooks }: Pick<MailQueue, "webhooks">) {
  if (!webhooks.enabled) return "Off";
  if (webhooks.lastReceivedAt === null) return "None yet";
  return <RelativeMoment at={webhooks.lastReceivedAt} />;
}

function perSecond(requests: number): string {
  return `${requests.toLocaleString()} a second`;
}

/** The card's shape while it is being loaded. */
export function QueueCardLoading() {
  return (
    <div className={styles.queue}>
      <Card flush>
        <Loading label="Loading the queue">
          <div className={styles.facts}>
            {["a", "b", "c", "d", "e"].map((fact) => (
              <div key={fact} className={styles.fact}>
                <Skeleton width="half" />
                <Skeleton width="most" />
              </div>
            ))}
          </div>
        </Loading>
      </Card>
    </div>
  );
}
