import { classNames } from "./class-names.ts";
import styles from "./spinner.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Props of {@link Spinner}. */
export type SpinnerProps = {
  /** What is going on, for screen readers; without it the spinner is decorative. */
  label?: string;
  className?: string;
};

/** A turning ring the size of an icon (16 px); it pulses instead under reduced motion. */
export function Spinner({ label, className }: SpinnerProps) {
  return (
    <span className={classNames(styles.spinner, className)} role={label ? "status" : undefined}>
      <svg viewBox="0 0 16 16" width="16" height="16" fill="none" aria-hidden="true">
        <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2" opacity="0.25" />
        <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      {label ? <VisuallyHidden>{label}</VisuallyHidden> : null}
    </span>
  );
}
