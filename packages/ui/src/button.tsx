import { useId, type ComponentProps, type MouseEvent } from "react";
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

/** A button. `type` is `button` unless told otherwise. */
export function Button({
  variant,
  size,
  wide,
  icon,
  pending = false,
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
  const off = pending || disabled || Boolean(disabledReason);

  function click(event: MouseEvent<HTMLButtonElement>) {
    if (off) {
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
