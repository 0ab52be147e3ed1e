import { type ReactNode, useId } from "react";
import styles from "./empty-state.module.css";

/** Props of {@link EmptyState}. */
export type EmptyStateProps = {
  /** A 20 px icon. */
  icon?: ReactNode;
  title: string;
  /** What to do next. */
  children?: ReactNode;
  /** The button or link that does it; "Retry" when loading failed. */
  action?: ReactNode;
  /** Announce at once, by its title, when loading failed. */
  live?: "alert";
};

/** What stands where a list would be: nothing there yet, nothing found, or it could not be loaded. */
export function EmptyState({ icon, title, children, action, live }: EmptyStateProps) {
  const id = useId();
  return (
    <div className={styles.empty} role={live} aria-labelledby={live && id}>
      {icon ? <span className={styles.icon}>{icon}</span> : null}
      <p id={id} className={styles.title}>
        {title}
      </p>
      {children ? <div className={styles.text}>{children}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
