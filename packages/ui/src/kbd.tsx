import styles from "./kbd.module.css";

/** A key on the keyboard, as a hint for the eye; hidden from screen readers. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
