import type { ReactNode, SubmitEvent } from "react";
import { classNames } from "./class-names.ts";
import styles from "./card-form.module.css";

/** Props of {@link CardForm}. */
export type CardFormProps = {
  onSubmit: (event: SubmitEvent) => void;
  /** What submits it. */
  button: ReactNode;
  /** What that means, beside the button. */
  note: string;
  /** `narrow` 26 rem, for fields that stand below each other. */
  size?: "normal" | "narrow";
  children: ReactNode;
};

/** The form of a card that is saved by itself: its fields, and at its end the button with a note. */
export function CardForm({ onSubmit, button, note, size = "normal", children }: CardFormProps) {
  return (
    <form
      className={classNames(styles.form, size === "narrow" && styles.narrow)}
      onSubmit={onSubmit}
      noValidate
    >
      {children}
      <div className={styles.end}>
        {button}
        <p className={styles.note}>{note}</p>
      </div>
    </form>
  );
}
