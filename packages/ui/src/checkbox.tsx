import { useId, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./checkbox.module.css";

/** Props of {@link Checkbox}: those of a native checkbox (`ref` too), and the ones below. */
export type CheckboxProps = Omit<
  ComponentProps<"input">,
  "type" | "checked" | "defaultChecked" | "disabled"
> & {
  label: string;
  checked: boolean;
  onCheckedChange?: (checked: boolean) => void;
  /** A second line, read as the description. */
  description?: ReactNode;
  /** What is wrong; takes the description's place in attention, not in the text. */
  error?: string;
  /** Can't be changed. Stays focusable. */
  disabled?: boolean;
  /** Why it can't be changed: shown instead of the description. Implies `disabled`. */
  disabledReason?: string;
};

/** A checkbox, controlled by `checked`. */
export function Checkbox({
  id: givenId,
  label,
  checked,
  onCheckedChange,
  onChange,
  onClick,
  description,
  error,
  disabled,
  disabledReason,
  className,
  "aria-describedby": describedBy,
  ...input
}: CheckboxProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const off = disabled || Boolean(disabledReason);
  const note = disabledReason ?? description;
  return (
    <div className={classNames(styles.checkbox, className)} data-off={off || undefined}>
      <span className={styles.box}>
        <input
          {...input}
          id={id}
          type="checkbox"
          className={styles.input}
          checked={checked}
          aria-disabled={off || undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={
            classNames(error && `${id}-error`, Boolean(note) && `${id}-note`, describedBy) || undefined
          }
          onClick={(event) => {
            if (off) event.preventDefault();
            else onClick?.(event);
          }}
          onChange={(event) => {
            if (off) return;
            onChange?.(event);
            onCheckedChange?.(event.currentTarget.checked);
          }}
        />
        <svg
          className={styles.tick}
          viewBox="0 0 12 12"
          width="12"
          height="12"
          fill="none"
          aria-hidden="true"
        >
          <path d="m2.5 6.4 2.4 2.4 4.6-5.3" stroke="currentColor" strokeWidth="1.8" />
        </svg>
      </span>
      <div className={styles.texts}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {error ? (
          <p id={`${id}-error`} className={styles.error}>
            {error}
          </p>
        ) : null}
        {note ? (
          <p id={`${id}-note`} className={styles.note}>
            {note}
          </p>
        ) : null}
      </div>
    </div>
  );
}
