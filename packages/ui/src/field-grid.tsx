import type { ReactNode } from "react";
import styles from "./field-grid.module.css";

/** Fields in two columns where there is room for them, else in one. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <div className={styles.grid}>{children}</div>
    </div>
  );
}
