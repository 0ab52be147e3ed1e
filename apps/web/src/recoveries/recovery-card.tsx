import type { OwnPasswordChange, Recovery } from "@latchkey/contract/recoveries.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useRef, useState } from "react";
import { PartBoundary } from "../shared/part-boundary.tsx";
import type { LiveState } from "../shared/watch-live.ts";
import { CopiedLink } from "./copied-link.tsx";
import { ExtendLinkPrompt } from "./extend-link-prompt.tsx";
import { OwnChangeEntry } from "./own-change-entry.tsx";
import { recoveriesQuery } from "./queries.ts";
import { type GiveAgain, RecoveryEntry } from "./recovery-entry.tsx";
import { isUnderWay } from "./recovery-steps.ts";
import { RevokeRecoveryPrompt } from "./revoke-recovery-prompt.tsx";
import type { RecoveredUser } from "./ticket-note.ts";
import type { CopiedLinkControl } from "./use-copied-link.ts";
import styles from "./recovery-card.module.css";

/** How many recoveries that are over stand below the newest before the rest is asked for. */
const shownAtOnce = 3;

type RecoveryCardProps = {
  user: RecoveredUser;
  /** How it stands with the updates that keep this card true. */
  live: LiveState;
  giveAgain: GiveAgain;
  copied: CopiedLinkControl;
  /** Whether one's own current password is asked for before a link is extended. */
  asksPassword: boolean;
};

/** What became of every way back in that this user was given, kept true while it is on screen. */
export function RecoveryCard({ live, ...shown }: RecoveryCardProps) {
  return (
    <Card title="Recovery" actions={live === "live" ? <span className={styles.live}>Live</span> : null}>
      {live === "interrupted" ? (
        <p className={styles.interrupted} role="status">
          <CloudOff size={14} aria-hidden="true" />
          Live updates are interrupted. Looking every few seconds.
        </p>
      ) : null}
      <PartBoundary
        failureTitle="The recoveries could not be loaded"
        loading={
          <Loading label="Loading recoveries">
            <div className={styles.loading}>
              <Skeleton width="most" />
              <Skeleton width="half" />
              <Skeleton width="most" />
            </div>
          </Loading>
        }
      >
        <Recoveries {...shown} />
      </PartBoundary>
    </Card>
  );
}

function Recoveries({ user, giveAgain, copied, asksPassword }: Omit<RecoveryCardProps, "live">) {
  const { data } = useSuspenseQuery(recoveriesQuery(user.id));
  const [revoking, setRevoking] = useState<Recovery | null>(null);
  const [extending, setExtending] = useState<Recovery | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const entry = useRef<HTMLElement | null>(null);

  function askToRevoke(recovery: Recovery, button: HTMLElement) {
    entry.current = button.closest("li");
    setRevoking(recovery);
  }

  function askToExtend(recovery: Recovery, button: HTMLElement) {
    entry.current = button.closest("li");
    setExtending(recovery);
  }

  // What was revoked or extended has no such button any more; its line stays.
  const toEntry = () => entry.current?.querySelector("summary") ?? list.current;

  function showAll() {
    setShowsAll(true);
    // The button goes away under the focus.
    list.current?.focus();
  }

  const entries = [...data.recoveries, ...data.ownChanges].toSorted((a, b) =>
    a.createdAt < b.createdAt ? 1 : -1,
  );
  const over = entries.slice(1).filter((each) => !isRecovery(each) || !isUnderWay(each));
  const hidden = showsAll ? [] : over.slice(shownAtOnce);
  return (
    <>
      <CopiedLink control={copied} recoveries={data.recoveries} />
      {entries.length === 0 ? (
        <p className={styles.empty}>
          Nothing yet. What you send or generate for this user can be watched here.
        </p>
      ) : (
        <ul role="list" ref={list} className={styles.list} aria-label="Recoveries" tabIndex={-1}>
          {entries
            .filter((each) => !hidden.includes(each))
            .map((each) =>
              isRecovery(each) ? (
                <RecoveryEntry
                  key={each.id}
                  recovery={each}
                  isNewest={each === entries[0]}
                  user={user}
                  giveAgain={giveAgain}
                  onRevoke={(button) => askToRevoke(each, button)}
                  onExtend={(button) => askToExtend(each, button)}
                />
              ) : (
                <OwnChangeEntry key={each.id} change={each} isNewest={each === entries[0]} user={user} />
              ),
            )}
        </ul>
      )}
      {hidden.length === 0 ? null : (
        <div className={styles.more}>
          <Button variant="quiet" size="small" onClick={showAll}>
            {`Show ${hidden.length} earlier`}
          </Button>
        </div>
      )}
      <RevokeRecoveryPrompt
        userId={user.id}
        recovery={revoking}
        onClose={() => setRevoking(null)}
        returnFocus={toEntry}
      />
      <ExtendLinkPrompt
        userId={user.id}
        asksPassword={asksPassword}
        recovery={extending}
        onClose={() => setExtending(null)}
        returnFocus={toEntry}
      />
    </>
  );
}

function isRecovery(entry: Recovery | OwnPasswordChange): entry is Recovery {
  return "way" in entry;
}
