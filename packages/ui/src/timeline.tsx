import { Check, Minus, X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./timeline.module.css";
import { When } from "./when.tsx";

/** How far a step is: happened, the present one, still to come, over without effect, or gone wrong. */
export type StepState = "done" | "now" | "wait" | "end" | "bad";

/** One step of a {@link Timeline}. */
export type TimelineStep = {
  key: string;
  state: StepState;
  title: ReactNode;
  /** A second, quieter line. */
  detail?: ReactNode;
  /** When, at the right: a `<time>`. */
  time?: ReactNode;
};

const words: Record<StepState, string> = {
  done: "Done",
  now: "Now",
  wait: "Waiting",
  end: "Ended",
  bad: "Problem",
};

/** Props of {@link Timeline}. */
export type TimelineProps = {
  label: string;
  steps: readonly TimelineStep[];
  /** It changes while somebody looks: a step that does is read out whole. */
  live?: boolean;
};

/** What happened and what is still to come, in order. A step is found by its state and title, as "Done: Signed in". */
export function Timeline({ label, steps, live = false }: TimelineProps) {
  const id = useId();
  return (
    <ol role="list" aria-label={label} aria-live={live ? "polite" : undefined}>
      {steps.map(({ key, state, title, detail, time }) => (
        <li
          key={key}
          className={styles.step}
          aria-labelledby={`${id}-${key}`}
          aria-atomic={live || undefined}
        >
          <span className={classNames(styles.dot, styles[state])}>
            {state === "done" ? <Check size={10} strokeWidth={3.5} aria-hidden="true" /> : null}
            {state === "end" ? <Minus size={10} strokeWidth={3.5} aria-hidden="true" /> : null}
            {state === "bad" ? <X size={10} strokeWidth={3.5} aria-hidden="true" /> : null}
          </span>
          <div className={styles.line}>
            <span id={`${id}-${key}`} className={styles.title}>
              <VisuallyHidden>{`${words[state]}: `}</VisuallyHidden>
              {title}
            </span>
            {time ? <When>{time}</When> : null}
          </div>
          {detail ? <div className={styles.detail}>{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}
