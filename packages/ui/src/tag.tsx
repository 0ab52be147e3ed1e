import { X } from "lucide-react";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./tag.module.css";

/** Props of {@link Tag}. */
export type TagProps = {
  children: string;
  /** Called by the × button, whose name is "Remove" and the text. Without it there is no button. */
  onRemove?: () => void;
};

/** A small removable word: a team, an active filter. */
export function Tag({ children, onRemove }: TagProps) {
  return (
    <span className={styles.tag}>
      <span className={styles.text}>{children}</span>
      {onRemove ? (
        <button type="button" className={styles.remove} onClick={onRemove}>
          <X size={12} strokeWidth={2.25} aria-hidden="true" />
          <VisuallyHidden>{`Remove ${children}`}</VisuallyHidden>
        </button>
      ) : null}
    </span>
  );
}
