import type { MessageListQuery, MessageSummary } from "@latchkey/contract/mail.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Chip } from "@latchkey/ui/chip.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { Cell, HeaderCell, Row, Table } from "@latchkey/ui/table.tsx";
import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Mail, SearchX } from "lucide-react";
import { Link, useNavigation } from "react-router-dom";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { EmailText } from "./email-text.tsx";
import { stateWords, templateName } from "./message-words.ts";
import { messageListQuery } from "./queries.ts";
import styles from "./mail-page.module.css";

type MessageTableProps = { query: MessageListQuery; firstPage: string };

/** One page of messages, each row leading to its message. */
export function MessageTable({ query, firstPage }: MessageTableProps) {
  const { messages, total } = useSuspenseQuery(messageListQuery(query)).data;
  const isLeaving = useNavigation().state !== "idle";
  if (total === 0) return <NoMessages query={query} />;
  if (messages.length === 0) {
    return (
      <EmptyState
        title="The list ends before this page"
        action={
          <Link className={buttonClass()} to={firstPage}>
            First page
          </Link>
        }
      />
    );
  }
  return (
    <Table
      label="Messages"
      busy={isLeaving}
      head={
        <>
          <HeaderCell>Mail</HeaderCell>
          <HeaderCell>To</HeaderCell>
          <HeaderCell>State</HeaderCell>
          <HeaderCell numeric>Attempts</HeaderCell>
          <HeaderCell>Created</HeaderCell>
        </>
      }
    >
      {messages.map((message) => (
        <MessageRow key={message.id} message={message} />
      ))}
    </Table>
  );
}

function MessageRow({ message }: { message: MessageSummary }) {
  const { word, tone } = stateWords[message.state];
  const name = message.user?.name ?? "a deleted user";
  return (
    <Row className={styles.row}>
      <Cell header className={styles.mail}>
        <Link className={styles.link} to={`/mail/${message.id}`}>
          {templateName(message.template)}
          <VisuallyHidden>{` to ${name}`}</VisuallyHidden>
        </Link>
        <span className={styles.second}>{message.subject ?? "No subject kept"}</span>
      </Cell>
      <Cell label="To" className={styles.to}>
        {message.user === null ? <span className={styles.quiet}>Deleted user</span> : name}
        {message.to === null ? null : (
          <span className={styles.second}>
            <EmailText address={message.to} />
          </span>
        )}
      </Cell>
      <Cell label="State" className={styles.state}>
        <span className={styles.chips}>
          <Chip tone={tone}>{word}</Chip>
          {message.isBulk ? <span className={styles.quiet}>Can wait</span> : null}
        </span>
        <StateReason message={message} />
      </Cell>
      <Cell label="Attempts" numeric>
        {message.attempts}
      </Cell>
      <Cell label="Created" muted className={styles.created}>
        <RelativeMoment at={message.createdAt} />
      </Cell>
    </Row>
  );
}

function StateReason({ message: { reason, nextAttemptAt } }: { message: MessageSummary }) {
  if (reason === null && nextAttemptAt === null) return null;
  return (
    <span className={styles.second}>
      {reason}
      {nextAttemptAt === null ? null : (
        <>
          {reason === null ? "" : " "}
          Next attempt <UntilMoment at={nextAttemptAt} />.
        </>
      )}
    </span>
  );
}

function NoMessages({ query }: { query: MessageListQuery }) {
  if (query.search === "" && query.state === "all" && query.template === undefined) {
    return (
      <EmptyState icon={<Mail size={20} aria-hidden="true" />} title="There is no mail yet">
        Every mail to a user appears here, from the moment it is queued.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={20} aria-hidden="true" />}
      title="No messages match"
      action={
        <Link className={buttonClass()} to="/mail">
          Clear filters
        </Link>
      }
    >
      {query.search === ""
        ? "There is no message of this kind."
        : `No message of this kind is to “${query.search}”.`}
    </EmptyState>
  );
}

/** The table's shape while it is being loaded. */
export function MessageTableLoading() {
  return (
    <Loading label="Loading messages">
      <div className={styles.loading}>
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
          <div key={row} className={styles.loadingRow}>
            <Skeleton width="most" />
            <Skeleton width="most" />
            <Skeleton width="half" />
            <Skeleton width="half" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
