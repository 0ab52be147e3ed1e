import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./field-frame.module.css";

/** What every field takes. */
export type FieldTexts = {
  /** The visible label: the accessible name, letter by letter. */
  label: string;
  /** A second line under the control, read as its description. */
  hint?: ReactNode;
  /** What is wrong, and what to do; read as the description, and marks the control invalid. */
  error?: string | readonly string[];
  /** Keep the label for screen readers only. */
  hideLabel?: boolean;
};

/** The errors as a list, empty ones left out. */
function errorList(error: FieldTexts["error"]): readonly string[] {
  if (!error) return [];
  return typeof error === "string" ? [error] : error.filter(Boolean);
}

/** The ARIA attributes that tie a control to the hint and errors of its {@link FieldFrame}. */
export function fieldAria(id: string, { hint, error }: FieldTexts, describedBy?: string) {
  const wrong = errorList(error).length > 0;
  return {
    "aria-describedby":
      classNames(wrong && `${id}-error`, Boolean(hint) && `${id}-hint`, describedBy) || undefined,
    "aria-invalid": wrong || undefined,
  };
}

/** Props of {@link FieldFrame}. */
type FieldFrameProps = FieldTexts & {
  id: string;
  className?: string;
  /** Use instead of a `<label>`, when the control brings its own. */
  labelSlot?: ReactNode;
  children: ReactNode;
};

/** The class of a field's label. */
export const fieldLabelClass = (hidden?: boolean) => classNames(styles.label, hidden && styles.hidden);

/** Label, control, errors and hint of one field, in this order. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  hideLabel,
  className,
  labelSlot,
  children,
}: FieldFrameProps) {
  const errors = errorList(error);
  return (
    <div className={classNames(styles.field, className)}>
      {labelSlot ?? (
        <label htmlFor={id} className={fieldLabelClass(hideLabel)}>
          {label}
        </label>
      )}
      {children}
      {errors.length > 0 ? (
        <div id={`${id}-error`} className={styles.errors}>
          {errors.map((text) => (
            <p key={text} className={styles.error}>
              <CircleAlert size={14} aria-hidden="true" />
              <span>{text}</span>
            </p>
          ))}
        </div>
      ) : null}
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}
