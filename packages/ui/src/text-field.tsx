import { useId, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { fieldAria, FieldFrame, type FieldTexts } from "./field-frame.tsx";
import styles from "./text-field.module.css";

/** Props of {@link TextField}: those of a native input (`ref` too), and the ones below. */
export type TextFieldProps = Omit<ComponentProps<"input">, "prefix" | "size"> &
  FieldTexts & {
    /** Inside the box, before the text: an icon or a unit. */
    prefix?: ReactNode;
    /** Inside the box, after the text: a button or a unit. */
    suffix?: ReactNode;
    /** Monospace with a slashed zero, for ids and codes. */
    mono?: boolean;
  };

/** A labelled one-line text input. `className` goes to the whole field. */
export function TextField({
  id: givenId,
  label,
  hint,
  error,
  hideLabel,
  prefix,
  suffix,
  mono,
  className,
  type = "text",
  "aria-describedby": describedBy,
  ...input
}: TextFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const texts = { label, hint, error, hideLabel };
  return (
    <FieldFrame id={id} className={className} {...texts}>
      <span className={styles.box}>
        {prefix ? <span className={styles.slot}>{prefix}</span> : null}
        <input
          {...input}
          {...fieldAria(id, texts, describedBy)}
          id={id}
          type={type}
          className={classNames(styles.input, mono && styles.mono)}
        />
        {suffix ? <span className={styles.slot}>{suffix}</span> : null}
      </span>
    </FieldFrame>
  );
}
