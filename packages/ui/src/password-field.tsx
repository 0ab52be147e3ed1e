import { useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import { TextField, type TextFieldProps } from "./text-field.tsx";
import { useUiWords } from "./ui-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./password-field.module.css";

/** Props of {@link PasswordField}. */
export type PasswordFieldProps = Omit<TextFieldProps, "type" | "suffix" | "autoComplete"> & {
  /** `current-password` or `new-password`, so that password managers know what to fill. */
  autoComplete: "current-password" | "new-password";
};

/** A password input with a button that shows or hides what was typed. Pasting is allowed. */
export function PasswordField({ ref, className, ...props }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => field.current!);
  useLayoutEffect(() => {
    const input = field.current!;
    // React remembers the field that had the focus last, even when it is gone.
    return () => {
      input.value = "";
      input.removeAttribute("value");
    };
  }, []);
  const words = useUiWords();
  return (
    <TextField
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      // A password is the same in every script around it.
      dir="ltr"
      {...props}
      className={classNames(styles.field, className)}
      ref={field}
      type={shown ? "text" : "password"}
      suffix={
        <button type="button" className={styles.toggle} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {/* Its name is no label, or whoever looks for Password by label would find it as well; and it stays the same. */}
          <span aria-hidden="true">{words.show}</span>
          <VisuallyHidden>{words.showPassword}</VisuallyHidden>
        </button>
      }
    />
  );
}
