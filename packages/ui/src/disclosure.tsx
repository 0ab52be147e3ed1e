import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./disclosure.module.css";

/** Props of {@link Disclosure}. */
export type DisclosureProps = {
  /** What always stands there, and opens the rest. */
  summary: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The name of the group. */
  label: string;
  className?: string;
  /** In the page only while it is open. */
  children: ReactNode;
};

/** A part that is folded away behind a line; controlled by `open`. */
export function Disclosure({ summary, open, onOpenChange, label, className, children }: DisclosureProps) {
  return (
    <details className={classNames(styles.disclosure, className)} aria-label={label} open={open}>
      <summary
        className={styles.summary}
        onClick={(event) => {
          // The state decides, not the element: what it does by itself it also does when it is first shown.
          event.preventDefault();
          onOpenChange(!open);
        }}
      >
        <span className={styles.chevron}>
          <ChevronRight size={14} aria-hidden="true" />
        </span>
        {summary}
      </summary>
      {open ? children : null}
    </details>
  );
}
