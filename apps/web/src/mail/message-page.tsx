import type { MessageRecord } from "@latchkey/contract/mail.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { Timeline } from "@latchkey/ui/timeline.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, type LoaderFunctionArgs, useParams } from "react-router-dom";
import { ExactMoment, RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { listAddress } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { isProblem } from "../shared/problem-type.ts";
import { queryClient } from "../shared/query-client.ts";
import { EmailText } from "./email-text.tsx";
import { MessageContent } from "./message-content.tsx";
import { mailStates } from "./mail-states.ts";
import { templateName } from "./template-name.ts";
import { messageQuery } from "./queries.ts";
import { SettleMessage } from "./settle-message.tsx";
import { useLiveMail } from "./use-live-mail.ts";
import styles from "./message-page.module.css";

/** Begins to fetch the message; an address where none is has a page that says so. */
export async function loader({ params: { messageId = "" } }: LoaderFunctionArgs): Promise<null> {
  await waitPatiently(queryClient.query(messageQuery(messageId)).catch(() => null));
  return null;
}

/** A message of the outbox: its facts, its history, and its parts if it carries no secret. */
export function Component() {
  const { messageId = "" } = useParams();
  useLiveMail();
  const { data: message, error } = useQuery(messageQuery(messageId));
  if (message !== undefined) return <Message key={messageId} message={message} />;
  if (isProblem(error, "not-found")) return <NoSuchMessage />;
  if (error !== null) throw error;
  return <MessageLoading />;
}

function Message({ message }: { message: MessageRecord }) {
  const { word, tone } = mailStates[message.state];
  const name = message.user?.name ?? "a deleted user";
  const title = `${templateName(message.template)} to ${name}`;
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <div className={styles.head}>
        <h1 tabIndex={-1}>{title}</h1>
        <Chip tone={tone}>{word}</Chip>
      </div>
      {message.state === "unknown" ? <SettleMessage message={message} /> : null}
      <div className={styles.columns}>
        <Card title="Message">
          <Facts message={message} />
        </Card>
        <Card title="History" className={styles.history}>
          <History message={message} />
        </Card>
        <MessageContent message={message} />
      </div>
    </>
  );
}

function Facts({ message }: { message: MessageRecord }) {
  // The history beside it tells the reasons that it holds.
  const isTold = message.history.some(({ reason }) => reason === message.reason);
  return (
    <dl className={styles.facts}>
      <dt>User</dt>
      <dd>
        {message.user === null ? (
          "Deleted user"
        ) : (
          <Link to={`/users/${message.user.id}`}>{message.user.name}</Link>
        )}
      </dd>
      {message.to === null ? null : (
        <>
          <dt>To</dt>
          <dd>
            <EmailText address={message.to} />
          </dd>
        </>
      )}
      <dt>Subject</dt>
      <dd>{message.subject ?? "Not kept"}</dd>
      <dt>Template</dt>
      <dd>{templateName(message.template)}</dd>
      <dt>Created</dt>
      <dd>
        <ExactMoment at={message.createdAt} />
      </dd>
      <dt>Attempts</dt>
      <dd>{message.attempts}</dd>
      {message.nextAttemptAt === null ? null : (
        <>
          <dt>Next attempt</dt>
          <dd>
            <UntilMoment at={message.nextAttemptAt} />
          </dd>
        </>
      )}
      {message.isBulk ? (
        <>
          <dt>Priority</dt>
          <dd>Can wait: resets overtake it</dd>
        </>
      ) : null}
      {message.reason === null || isTold ? null : (
        <>
          <dt>Why it waits</dt>
          <dd>{message.reason}</dd>
        </>
      )}
    </dl>
  );
}

function History({ message }: { message: MessageRecord }) {
  // A message from before histories were kept has its present state only.
  const { history, state, reason, stateAt } = message;
  const isTold = history.at(-1)?.state === state;
  const events = isTold ? history : [...history, { state, reason, at: stateAt }];
  return (
    <Timeline
      label="History"
      live
      steps={events.map((event, index) => {
        const { step, alone } = mailStates[event.state];
        const isPast = index < events.length - 1;
        return {
          key: String(index),
          state: isPast && step === "now" ? "done" : step,
          title: event.state === "queued" && index > 0 ? "Put back in the queue" : alone,
          detail: event.reason,
          time: <RelativeMoment at={event.at} />,
        };
      })}
    />
  );
}

function MessageLoading() {
  return (
    <Loading label="Loading the message">
      <PageTitle>Message</PageTitle>
      <div className={styles.head}>
        <Skeleton width="half" />
      </div>
      <div className={styles.columns}>
        <Card>
          <div className={styles.stack}>
            <Skeleton width="quarter" />
            <Skeleton width="most" />
            <Skeleton width="half" />
            <Skeleton width="most" />
          </div>
        </Card>
        <Card className={styles.history}>
          <div className={styles.stack}>
            <Skeleton width="half" />
            <Skeleton width="most" />
          </div>
        </Card>
        <Card>
          <Skeleton shape="block" />
        </Card>
      </div>
    </Loading>
  );
}

function NoSuchMessage() {
  return (
    <div className={styles.missing}>
      <PageTitle>There is nothing here</PageTitle>
      <h1 tabIndex={-1}>There is nothing here</h1>
      <p>No message has this address. Check it, or find the message in the list.</p>
      <Link className={buttonClass({ variant: "primary" })} to={listAddress("/mail")}>
        Go to Mail
      </Link>
    </div>
  );
}
