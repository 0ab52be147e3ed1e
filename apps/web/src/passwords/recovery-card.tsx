import type { Recovery } from "@latchkey/contract/passwords.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { Timeline } from "@latchkey/ui/timeline.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useId } from "react";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { recoveriesQuery } from "./queries.ts";
import {
  isInFlight,
  outcomeWords,
  recoveryName,
  recoverySteps,
  type RecoveryStep,
} from "./recovery-steps.ts";
import { RevokeLink } from "./revoke-link.tsx";
import styles from "./recovery-card.module.css";

/** What became of every way back in that this user was given, kept true while it is on screen. */
export function RecoveryCard({ userId }: { userId: string }) {
  return (
    <PartBoundary
      failureTitle="The recoveries could not be loaded"
      frame={(content) => <Card title="Recovery">{content}</Card>}
      loading={
        <Loading label="Loading recoveries">
          <div className={styles.stack}>
            <Skeleton width="most" />
            <Skeleton width="half" />
            <Skeleton width="most" />
          </div>
        </Loading>
      }
    >
      <Recoveries userId={userId} />
    </PartBoundary>
  );
}

function Recoveries({ userId }: { userId: string }) {
  const { data: recoveries } = useSuspenseQuery(recoveriesQuery(userId));
  const shown = recoveries.filter((recovery, index) => index === 0 || isUnderWay(recovery));
  const older = recoveries.filter((recovery) => !shown.includes(recovery));
  return (
    <Card
      title="Recovery"
      actions={recoveries.some(isInFlight) ? <span className={styles.live}>live</span> : null}
    >
      {recoveries.length === 0 ? (
        <p className={styles.empty}>
          Nothing yet. What you send or generate for this user can be watched here.
        </p>
      ) : (
        <div className={styles.stack}>
          {shown.map((recovery) => (
            <OpenRecovery key={recovery.id} userId={userId} recovery={recovery} />
          ))}
          {older.length === 0 ? null : (
            <details className={styles.older}>
              <summary>{older.length === 1 ? "1 earlier" : `${older.length} earlier`}</summary>
              <ul className={styles.closed}>
                {older.map((recovery) => (
                  <ClosedRecovery key={recovery.id} recovery={recovery} />
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </Card>
  );
}

function isUnderWay(recovery: Recovery): boolean {
  return recovery.state === "open" || isInFlight(recovery);
}

function OpenRecovery({ userId, recovery }: { userId: string; recovery: Recovery }) {
  const id = useId();
  return (
    <div className={styles.recovery}>
      <Timeline
        label={recoveryName(recovery)}
        steps={recoverySteps(recovery).map((step, index) => ({
          key: String(index),
          state: step.state,
          title: index === 0 ? <span id={id}>{step.words}</span> : step.words,
          detail: hasDetail(step) ? <StepDetail step={step} /> : null,
          time: step.at === null ? null : <RelativeMoment at={step.at} />,
        }))}
      />
      {recovery.kind === "password-change-link" && recovery.state === "open" ? (
        <div className={styles.actions}>
          <RevokeLink userId={userId} linkId={recovery.id} describedBy={id} />
        </div>
      ) : null}
    </div>
  );
}

function hasDetail(step: RecoveryStep): boolean {
  return step.note !== undefined || step.noteMoment !== undefined;
}

function StepDetail({ step }: { step: RecoveryStep }) {
  return (
    <>
      {step.note}
      {step.note !== undefined && step.noteMoment !== undefined ? " · " : null}
      {step.noteMoment === undefined ? null : (
        <>
          {step.noteMoment.lead} <UntilMoment at={step.noteMoment.at} />
        </>
      )}
    </>
  );
}

function ClosedRecovery({ recovery }: { recovery: Recovery }) {
  return (
    <li className={styles.closedLine}>
      <div className={styles.closedWords}>
        {recoveryName(recovery)}
        <div className={styles.quiet}>
          {outcomeWords(recovery)}
          {recovery.createdBy === null ? null : ` · by ${recovery.createdBy}`}
        </div>
      </div>
      <span className={styles.time}>
        <RelativeMoment at={recovery.endedAt ?? recovery.createdAt} />
      </span>
    </li>
  );
}
