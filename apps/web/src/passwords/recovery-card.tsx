import type { Recovery } from "@latchkey/contract/passwords.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { Timeline } from "@latchkey/ui/timeline.tsx";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { queryClient } from "../shared/query-client.ts";
import { recoveriesQuery } from "./queries.ts";
import {
  askerWords,
  isInFlight,
  outcomeWords,
  recoveryName,
  recoverySteps,
  type RecoveryStep,
} from "./recovery-steps.ts";
import { RevokeLinkPrompt } from "./revoke-link-prompt.tsx";
import styles from "./recovery-card.module.css";

/** What became of every way back in that this user was given, kept true while it is on screen. */
export function RecoveryCard({ userId }: { userId: string }) {
  return (
    <Card title="Recovery" actions={<LiveMark userId={userId} />}>
      <PartBoundary
        failureTitle="The recoveries could not be loaded"
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
    </Card>
  );
}

/** Says that a mail is under way and the card is being kept up with it. */
function LiveMark({ userId }: { userId: string }) {
  const { data: recoveries = [] } = useQuery(recoveriesQuery(userId));
  return recoveries.some(isInFlight) ? <span className={styles.live}>live</span> : null;
}

function Recoveries({ userId }: { userId: string }) {
  const { data: recoveries } = useSuspenseQuery(recoveriesQuery(userId));
  const [revoking, setRevoking] = useState<string | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useFollowUp(recoveries);

  function askToRevoke(recovery: Recovery, button: HTMLElement) {
    opener.current = button;
    setRevoking(recovery.id);
  }

  const shown = recoveries.filter((recovery, index) => index === 0 || isUnderWay(recovery));
  const older = recoveries.filter((recovery) => !shown.includes(recovery));
  return (
    <>
      {recoveries.length === 0 ? (
        <p className={styles.empty}>
          Nothing yet. What you send or generate for this user can be watched here.
        </p>
      ) : (
        <div ref={list} className={styles.stack} tabIndex={-1}>
          {shown.map((recovery) => (
            <OpenRecovery
              key={recovery.id}
              recovery={recovery}
              onRevoke={(button) => askToRevoke(recovery, button)}
            />
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
      <RevokeLinkPrompt
        userId={userId}
        linkId={revoking}
        onClose={() => setRevoking(null)}
        returnFocus={() => (opener.current?.isConnected ? null : list.current)}
      />
    </>
  );
}

/** What happens to a recovery changes the rest of the record as well, which is then asked again at once. */
function useFollowUp(recoveries: readonly Recovery[]) {
  const states = recoveries.map(({ id, state }) => `${id} ${state}`).join();
  const seen = useRef(states);
  useEffect(() => {
    if (seen.current === states) return;
    seen.current = states;
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "recoveries" });
  }, [states]);
}

function isUnderWay(recovery: Recovery): boolean {
  return recovery.state === "open" || isInFlight(recovery);
}

function OpenRecovery({
  recovery,
  onRevoke,
}: {
  recovery: Recovery;
  onRevoke: (button: HTMLElement) => void;
}) {
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
          time: step.at === null ? null : <StepMoment at={step.at} />,
        }))}
      />
      {recovery.kind === "password-change-link" && recovery.state === "open" ? (
        <div className={styles.actions}>
          <Button aria-describedby={id} onClick={(event) => onRevoke(event.currentTarget)}>
            Revoke
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** A short time of day while that is enough, else the date: a narrow column beside the words. */
function StepMoment({ at }: { at: string }) {
  const isRecent = useNow(60_000) - Date.parse(at) < 6 * 24 * 3_600_000;
  return isRecent ? <UntilMoment at={at} /> : <RelativeMoment at={at} />;
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
          {[outcomeWords(recovery), askerWords(recovery)].filter((words) => words !== null).join(" · ")}
        </div>
      </div>
      <span className={styles.time}>
        <RelativeMoment at={recovery.endedAt ?? recovery.createdAt} />
      </span>
    </li>
  );
}
