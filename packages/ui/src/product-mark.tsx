import styles from "./product-mark.module.css";

/** Props of {@link ProductMark}. */
export type ProductMarkProps = {
  /** Show the sign alone; the name stays for screen readers. */
  compact?: boolean;
};

/** The sign (a latch key) and the word Latchkey. */
export function ProductMark({ compact }: ProductMarkProps) {
  return (
    <span className={styles.mark}>
      <svg className={styles.sign} viewBox="0 0 22 22" width="22" height="22" fill="none" aria-hidden="true">
        <circle cx="7.6" cy="11" r="2.85" stroke="currentColor" strokeWidth="1.9" />
        <path
          d="M10.6 11h6.6M14 11.2v2.6M16.9 11.2v3.6"
          stroke="currentColor"
          strokeWidth="1.9"
          strokeLinecap="round"
        />
      </svg>
      <span className={compact ? styles.hidden : undefined}>Latchkey</span>
    </span>
  );
}
