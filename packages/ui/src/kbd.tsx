import { classNames } from "./class-names.ts";
import styles from "./kbd.module.css";

/** A key on the keyboard, as a hint for the eye: hidden from screen readers, and where there are no keys. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={classNames(styles.kbd, styles.hint)} aria-hidden="true">
      {children}
    </kbd>
  );
}

/** A key that the text is about. */
export function Key({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
