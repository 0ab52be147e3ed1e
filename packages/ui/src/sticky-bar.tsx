import type { ReactNode } from "react";
import styles from "./sticky-bar.module.css";

/** Props of {@link StickyBar}. */
export type StickyBarProps = {
  /** The name of the region: "Unsaved changes". */
  label: string;
  /** Before the note: what is seldom done. */
  start?: ReactNode;
  /** Left: what changed, announced politely. */
  note?: ReactNode;
  /** Right: Cancel, then Save. */
  children: ReactNode;
};

/** A bar that stays at the bottom of the page while there is something to save. Last child of a tall page. */
export function StickyBar({ label, start, note, children }: StickyBarProps) {
  return (
    <section className={styles.bar} aria-label={label}>
      {start}
      <output className={styles.note}>{note}</output>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}
