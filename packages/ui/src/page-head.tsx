import type { ReactNode } from "react";
import styles from "./page-head.module.css";

/** Props of {@link PageHead}. */
export type PageHeadProps = {
  /** The h1. */
  title: string;
  /** How many things the page is about. */
  count?: ReactNode;
  /** At the other end: what can be done here. */
  children?: ReactNode;
};

/** The head of a page that is about many things: its h1, how many they are, and what can be done. */
export function PageHead({ title, count, children }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <h1 tabIndex={-1}>{title}</h1>
        {count === undefined ? null : <span className={styles.count}>{count}</span>}
      </div>
      {children}
    </div>
  );
}
