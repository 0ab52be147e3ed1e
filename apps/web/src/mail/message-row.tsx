import type { MessageSummary } from "@latchkey/contract/mail.ts";
import { Chip } from "@latchkey/ui/chip.tsx";
import { Cell, CellNote, Row } from "@latchkey/ui/table.tsx";
import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { RowLink } from "../shared/list-table.tsx";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { EmailText } from "./email-text.tsx";
import { mailStates } from "./mail-states.ts";
import { templateName } from "./template-name.ts";
import styles from "./message-row.module.css";

/** A message in the list, leading to all that is known of it. */
export function MessageRow({ message }: { message: MessageSummary }) {
  const { word, tone } = mailStates[message.state];
  const name = message.user?.name ?? "a deleted user";
  return (
    <Row>
      <Cell header className={styles.mail}>
        <span className={styles.name}>
          <RowLink to={`/mail/${message.id}`}>
            {templateName(message.template)}
            <VisuallyHidden>{` to ${name}`}</VisuallyHidden>
          </RowLink>
        </span>
        <CellNote>{message.subject ?? "No subject kept"}</CellNote>
      </Cell>
      <Cell label="To" whole className={styles.to}>
        {message.user === null ? <span className={styles.quiet}>Deleted user</span> : name}
        {message.to === null ? null : (
          <CellNote>
            <EmailText address={message.to} />
          </CellNote>
        )}
      </Cell>
      <Cell label="State">
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
    <CellNote>
      {reason}
      {nextAttemptAt === null ? null : (
        <>
          {reason === null ? "" : " "}
          Next attempt <UntilMoment at={nextAttemptAt} />.
        </>
      )}
    </CellNote>
  );
}
