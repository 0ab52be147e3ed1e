import { useEffect, useId, useRef, type ComponentProps, type MouseEvent } from "react";
import { buttonClass, type ButtonLook } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";
import styles from "./button.module.css";

/** Props of {@link Button}: those of a native button, and the ones below. */
export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> &
  ButtonLook & {
    /** Working: a spinner inside, the same width, and it can't fire again. */
    pending?: boolean;
    /** Can't be used now. Stays focusable, so that the reason can be read. */
    disabled?: boolean;
    /** Why it can't be used, shown under the button and read as its description. Implies `disabled`. */
    disabledReason?: string;
  };

/** A second press within this time, in milliseconds, belongs to the first: a double click, or Enter and a click. */
const onePressMs = 300;

/** A button. `type` is `button` unless told otherwise. */
export function Button({
  variant,
  size,
  wide,
  icon,
  pending,
  disabled = false,
  disabledReason,
  type = "button",
  className,
  children,
  onClick,
  "aria-describedby": describedBy,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const off = pending === true || disabled || Boolean(disabledReason);
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    // From here on `pending` guards by itself, and once it is over the next press is meant.
    if (pending) pressedAt.current = Number.NEGATIVE_INFINITY;
  }, [pending]);

  function click(event: MouseEvent<HTMLButtonElement>) {
    // What was pressed shows as pending only after the next render, which is too late for the second half of a double click.
    const again = pending !== undefined && event.timeStamp - pressedAt.current < onePressMs;
    if (!again && !off) pressedAt.current = event.timeStamp;
    if (off || again) {
      // Also stops an implicit submit: Enter in a field clicks this button.
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onClick?.(event);
  }

  const button = (
    <button
      {...rest}
      type={type}
      className={classNames(buttonClass({ variant, size, wide, icon }), className)}
      aria-disabled={off || undefined}
      aria-busy={pending || undefined}
      aria-describedby={classNames(describedBy, disabledReason && reasonId) || undefined}
      onClick={click}
    >
      <span className={styles.content}>{children}</span>
      {pending ? <Spinner className={styles.spinner} /> : null}
    </button>
  );
  if (!disabledReason) return button;
  return (
    <span className={classNames(styles.explained, wide && styles.wide)}>
      {button}
      <span id={reasonId} className={styles.reason}>
        {disabledReason}
      </span>
    </span>
  );
}
