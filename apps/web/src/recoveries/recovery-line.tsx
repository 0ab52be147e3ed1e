import { useQuery } from "@tanstack/react-query";
import { When } from "@latchkey/ui/when.tsx";
import { settingsQuery } from "../settings/queries.ts";
import { useMedia } from "../shared/use-media.ts";
import { recoveriesQuery } from "./queries.ts";
import { StepMoment } from "./recovery-entry.tsx";
import { isUnderWay, recoveryName, recoverySteps } from "./recovery-steps.ts";
import styles from "./recovery-line.module.css";

type RecoveryLineProps = {
  userId: string;
  /** Leads to the whole of it. */
  onOpen: () => void;
};

/**
 * How far the newest recovery has come, in one line under the name: where the columns of the record stand below each other, the
 * card that tells all of it is out of sight. Kept true with that card.
 */
export function RecoveryLine({ userId, onOpen }: RecoveryLineProps) {
  const { data } = useQuery(recoveriesQuery(userId));
  const { data: settings } = useQuery(settingsQuery);
  const isNarrow = useMedia("(width < 1100px)");
  const [newest] = (data?.recoveries ?? []).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  if (!isNarrow || newest === undefined) return null;
  const steps = recoverySteps(newest, { webhooks: settings?.webhooks ?? false });
  const last = steps.findLast(({ state }) => state !== "wait");
  if (last === undefined) return null;
  return (
    <button
      type="button"
      className={styles.line}
      data-live={isUnderWay(newest) || undefined}
      onClick={onOpen}
    >
      <span className={styles.words}>
        {recoveryName(newest)}: {last.words}
      </span>
      {last.at === null ? null : (
        <When>
          <StepMoment at={last.at} />
        </When>
      )}
    </button>
  );
}
