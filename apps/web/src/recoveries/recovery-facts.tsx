import type { RecoveryPreview } from "@latchkey/contract/recoveries.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { type Fact, FactList } from "@latchkey/ui/fact-list.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useQuery } from "@tanstack/react-query";
import { isValidElement, type ReactNode } from "react";
import { settingsQuery } from "../settings/queries.ts";
import type { FormProblems } from "../shared/form-problems.tsx";
import { useMomentFormat } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";
import { problemText } from "../shared/problem-text.ts";
import { AddressFaultQuestion } from "./address-fault-question.tsx";
import { recoveryPreviewQuery } from "./queries.ts";
import { RecoveryNoteFields } from "./recovery-note-fields.tsx";
import type { RecoveryRequest } from "./use-recovery-request.ts";
import styles from "./recovery-facts.module.css";

type RecoveryFactsProps = {
  userId: string;
  request: RecoveryRequest;
  problems: FormProblems;
  /** A mail carries a secret to the stored address. */
  mails: boolean;
  /** The facts beside the address, told from what the server says now; `null` while it has not answered. */
  facts: (preview: RecoveryPreview | null) => Fact[];
  /** What the prompt itself tells of a failure: the same is not told twice. */
  problem: string | null;
  /** What else is asked. */
  children?: ReactNode;
};

/**
 * What stands under a prompt's sentence: the consequences, asked of the server when the prompt opens, what speaks against the
 * address, and what an administrator may say beside the option.
 */
export function RecoveryFacts(props: RecoveryFactsProps) {
  const { userId, request, problems, mails, facts, problem, children } = props;
  const { data: preview = null, error, refetch } = useQuery(recoveryPreviewQuery(userId));
  const { data: settings } = useQuery(settingsQuery);
  const failure = error === null ? null : problemText(error);
  // What is known stands, whatever fails; what nobody is asked for any more is not awaited.
  const known = facts(preview).filter(({ detail }) => failure === null || !isAwaited(detail));
  return (
    <div className={styles.facts}>
      <FactList facts={known} />
      {failure === null || failure === problem ? null : (
        <Banner tone="bad" live="alert" action={<Button onClick={() => void refetch()}>Retry</Button>}>
          {failure}
        </Banner>
      )}
      {mails && preview?.addressFault ? (
        <AddressFaultQuestion fault={preview.addressFault} request={request} problems={problems} />
      ) : null}
      {settings?.mailboxUrl ? (
        <Banner
          action={
            <a href={settings.mailboxUrl} target="_blank" rel="noreferrer">
              Open mailbox
            </a>
          }
        >
          Mail goes to the built-in mailbox, not to the user.
        </Banner>
      ) : null}
      <RecoveryNoteFields request={request} problems={problems} />
      {children}
    </div>
  );
}

/** A fact that the server is still being asked for. */
export function awaited<Value>(value: Value | undefined, told: (value: Value) => ReactNode): ReactNode {
  return value === undefined ? <Skeleton width="most" /> : told(value);
}

function isAwaited(detail: ReactNode): boolean {
  return isValidElement(detail) && detail.type === Skeleton;
}

/** A moment to come, exactly, and how far away it is: "Tue 24 Nov 2026, 15:04 (in 24 hours)". */
export function ExpiryMoment({ at }: { at: string }) {
  const format = useMomentFormat();
  const now = useNow(30_000);
  return (
    <time dateTime={at}>
      {format.exact(at)} <span className={styles.whole}>({format.relative(at, now)})</span>
    </time>
  );
}
