import type { Recovery } from "@latchkey/contract/recoveries.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Disclosure } from "@latchkey/ui/disclosure.tsx";
import { Timeline } from "@latchkey/ui/timeline.tsx";
import { When } from "@latchkey/ui/when.tsx";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link } from "react-router-dom";
import { settingsQuery } from "../settings/queries.ts";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";
import { CopyNoteButton } from "./copy-note-button.tsx";
import {
  closedWords,
  isCopied,
  isUnderWay,
  recoveryName,
  recoverySteps,
  type RecoveryStep,
} from "./recovery-steps.ts";
import { type RecoveredUser, ticketNote } from "./ticket-note.ts";
import styles from "./recovery-entry.module.css";

/** Gives the user another way in of the same kind: through the option's own prompt, with a fresh secret. */
export type GiveAgain = Record<
  Recovery["way"] | "copied-link",
  {
    run: () => void;
    /** Why it can't be done now, in words; null when it can. */
    obstacle: string | null;
  }
>;

type RecoveryEntryProps = {
  recovery: Recovery;
  isNewest: boolean;
  user: RecoveredUser;
  giveAgain: GiveAgain;
  onRevoke: (button: HTMLElement) => void;
  onExtend: (button: HTMLElement) => void;
};

/** One recovery: its whole way while it matters, a line once it is over, and the whole way again on demand. */
export function RecoveryEntry({
  recovery,
  isNewest,
  user,
  giveAgain,
  onRevoke,
  onExtend,
}: RecoveryEntryProps) {
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  // What ended before somebody's eyes matters until they go, if it was not replaced, and its end is read out to them.
  const [wasUnderWay] = useState(() => isUnderWay(recovery));
  const isWatched = wasUnderWay || isUnderWay(recovery);
  const open =
    chosen ?? (isNewest || isUnderWay(recovery) || (wasUnderWay && recovery.endReason !== "replaced"));
  return (
    <li className={styles.entry}>
      <Disclosure
        label={recoveryName(recovery)}
        open={open}
        onOpenChange={setChosen}
        summary={<Summary id={id} recovery={recovery} isOpen={open} />}
      >
        <div className={styles.way}>
          <Way recovery={recovery} live={isWatched} />
          <div className={styles.actions}>
            {isUnderWay(recovery) ? (
              <Button size="small" aria-describedby={id} onClick={(event) => onRevoke(event.currentTarget)}>
                Revoke
              </Button>
            ) : null}
            {canBeExtended(recovery) ? (
              <Button size="small" aria-describedby={id} onClick={(event) => onExtend(event.currentTarget)}>
                Extend
              </Button>
            ) : null}
            {recovery.mail?.state === "unknown" ? (
              <Link className={buttonClass({ size: "small" })} to={`/mail/${recovery.mail.id}`}>
                Decide what became of the mail
              </Link>
            ) : null}
            <AgainButton recovery={recovery} giveAgain={giveAgain} describedBy={id} />
            <CopyNoteButton write={(exact) => ticketNote(recovery, user, exact)} describedBy={id} />
          </div>
        </div>
      </Disclosure>
    </li>
  );
}

function canBeExtended(recovery: Recovery): boolean {
  return recovery.way === "link" && isUnderWay(recovery) && recovery.extendedAt === null;
}

function Summary({ id, recovery, isOpen }: { id: string; recovery: Recovery; isOpen: boolean }) {
  return (
    <span className={styles.summary}>
      <span className={styles.words}>
        <span id={id} className={styles.name}>
          {recoveryName(recovery)}
        </span>
        {isOpen ? null : <span className={styles.quiet}>{closedWords(recovery)}</span>}
      </span>
      <When>
        <RelativeMoment at={isOpen ? recovery.createdAt : (recovery.endedAt ?? recovery.createdAt)} />
      </When>
    </span>
  );
}

function Way({ recovery, live }: { recovery: Recovery; live: boolean }) {
  const { data: settings } = useQuery(settingsQuery);
  // Until the settings are there, nothing is promised that may not come.
  const steps = recoverySteps(recovery, { webhooks: settings?.webhooks ?? false });
  return (
    <Timeline
      label={recoveryName(recovery)}
      live={live}
      steps={steps.map((step) => ({
        key: step.key,
        state: step.state,
        title: step.words,
        detail: hasDetail(step) ? <StepDetail step={step} /> : null,
        time: step.at === null ? null : <StepMoment at={step.at} />,
      }))}
    />
  );
}

/** When a step was: a short time of day while that is enough, else the date: a narrow column beside the words. */
export function StepMoment({ at }: { at: string }) {
  const isRecent = useNow(60_000) - Date.parse(at) < 6 * 24 * 3_600_000;
  return isRecent ? <UntilMoment at={at} /> : <RelativeMoment at={at} />;
}

function hasDetail({ note, noteMoment, reason }: RecoveryStep): boolean {
  return note !== undefined || noteMoment !== undefined || reason !== undefined;
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
      {step.reason === undefined ? null : <div>{step.reason}</div>}
    </>
  );
}

type AgainButtonProps = { recovery: Recovery; giveAgain: GiveAgain; describedBy: string };

/** A fresh link or password of the same kind, unless this one has done its work. */
function AgainButton({ recovery, giveAgain, describedBy }: AgainButtonProps) {
  const reasonId = useId();
  const again = againOf(recovery, giveAgain);
  if (again === null || recovery.state === "finished") return null;
  const { label, run, obstacle } = again;
  return (
    <>
      <Button
        size="small"
        aria-describedby={obstacle === null ? describedBy : `${describedBy} ${reasonId}`}
        disabled={obstacle !== null}
        onClick={run}
      >
        {label}
      </Button>
      {obstacle === null ? null : (
        <p id={reasonId} className={styles.obstacle}>
          {label}: {obstacle}
        </p>
      )}
    </>
  );
}

function againOf(recovery: Recovery, giveAgain: GiveAgain) {
  const { way, askedBy } = recovery;
  if (isCopied(recovery)) return { label: "Copy again", ...giveAgain["copied-link"] };
  switch (way) {
    case "link":
      return askedBy === "operator" ? null : { label: "Send again", ...giveAgain.link };
    case "mailed-password":
      return { label: "Send again", ...giveAgain["mailed-password"] };
    case "told-password":
      return { label: "Replace", ...giveAgain["told-password"] };
  }
}
