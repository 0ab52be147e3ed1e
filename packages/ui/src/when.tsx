import type { ReactNode } from "react";
import styles from "./when.module.css";

/** When something happened, at the end of its line. A long moment wraps there, and pushes nothing off the card. */
export function When({ children }: { children: ReactNode }) {
  return <span className={styles.when}>{children}</span>;
}
