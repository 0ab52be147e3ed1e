import { useId, type ComponentProps, type KeyboardEvent, type ReactNode, type Ref } from "react";
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
          aria-describedby={describedIn(id, { error, note }, describedBy)}
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
        <Tick />
      </span>
      <div className={styles.texts}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <Notes id={id} error={error} note={note} />
      </div>
    </div>
  );
}

/** Props of {@link UnlabelledCheckbox}. */
export type UnlabelledCheckboxProps = Pick<
  CheckboxProps,
  "label" | "checked" | "description" | "error" | "disabledReason"
> & { id: string; onCheckedChange: (checked: boolean) => void; ref?: Ref<HTMLButtonElement> };

/**
 * A checkbox with the same look and name, whose words are its content and no label: where they hold those of a field, whoever
 * looks for that field by label finds it alone.
 */
export function UnlabelledCheckbox({
  id,
  label,
  checked,
  onCheckedChange,
  description,
  error,
  disabledReason,
  ref,
}: UnlabelledCheckboxProps) {
  const off = Boolean(disabledReason);
  const note = disabledReason ?? description;
  return (
    <div className={styles.unlabelled} data-off={off || undefined}>
      <button
        ref={ref}
        id={id}
        type="button"
        role="checkbox"
        className={styles.whole}
        aria-checked={checked}
        aria-disabled={off || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedIn(id, { error, note })}
        onClick={() => {
          if (!off) onCheckedChange(!checked);
        }}
        onKeyDown={submitByEnter}
      >
        <span className={styles.box}>
          <span className={styles.input} />
          <Tick />
        </span>
        <span className={styles.label}>{label}</span>
      </button>
      <Notes id={id} error={error} note={note} />
    </div>
  );
}

/** As in a native checkbox: Space changes it, Enter sends the form. */
function submitByEnter(event: KeyboardEvent<HTMLButtonElement>) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (!event.repeat) event.currentTarget.form?.requestSubmit();
}

function Tick() {
  return (
    <svg className={styles.tick} viewBox="0 0 12 12" width="12" height="12" fill="none" aria-hidden="true">
      <path d="m2.5 6.4 2.4 2.4 4.6-5.3" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

type NotesProps = Pick<CheckboxProps, "error"> & { note: ReactNode };

function Notes({ id, error, note }: NotesProps & { id: string }) {
  return (
    <>
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
    </>
  );
}

function describedIn(id: string, { error, note }: NotesProps, describedBy?: string): string | undefined {
  return classNames(error && `${id}-error`, Boolean(note) && `${id}-note`, describedBy) || undefined;
}
