import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useEffect, useRef, type MouseEvent, type ReactNode, type RefObject } from "react";
import { Banner } from "./banner.tsx";
import { Button, type ButtonProps } from "./button.tsx";
import { finalFocus } from "./final-focus.ts";
import { ignore, ignoreHeldKey } from "./ignore-held-key.ts";
import { keepFocus } from "./keep-focus.ts";
import { useUiWords } from "./ui-words.ts";
import { useSettled } from "./use-settled.ts";
import styles from "./dialog.module.css";

/** Props of {@link Prompt}. */
export type PromptProps = {
  open: boolean;
  title: string;
  /** The sentence, or sentences, read as the description. */
  text: ReactNode;
  /** Facts under the sentence: a `FactList`, a note. */
  children?: ReactNode;
  /** What went wrong, in words; the prompt stays open. */
  problem?: ReactNode;
  /** The words on the button that does it: "Send", "Yes". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "default" | "danger";
  /** The work is under way: nothing closes the prompt, nothing fires twice. */
  pending?: boolean;
  /** Can't be confirmed yet; what is missing is plain to see. */
  disabled?: boolean;
  /** Does it; `false` when nothing was begun, because something is still missing. */
  onConfirm: () => unknown;
  /** Cancel or Escape. Never called while pending. */
  onCancel: () => void;
  /** What has the focus first; the confirming button otherwise. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Where the focus goes at the end, when what opened the prompt is gone by then; null for where it was. */
  returnFocus?: () => HTMLElement | null;
};

/** A second press within this time, in milliseconds, belongs to the first: a double click, or Enter and a click. */
const onePressMilliseconds = 300;

/**
 * Asks before something is done. Escape is Cancel; the focus starts on the confirming button, or where it is told to, and goes
 * back where it was. What was pressed for something else confirms nothing: a key held down since before, a click too early, and
 * whatever is pressed while the prompt fades away.
 */
export function Prompt({
  open,
  title,
  text,
  children,
  problem,
  confirmLabel,
  cancelLabel,
  tone = "default",
  pending = false,
  disabled,
  onConfirm,
  onCancel,
  initialFocus,
  returnFocus,
}: PromptProps) {
  const words = useUiWords();
  const confirm = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    // From here on `pending` guards by itself, and once it is over the next press is meant.
    if (pending) pressedAt.current = Number.NEGATIVE_INFINITY;
  }, [pending]);

  function confirmOnce(event: MouseEvent) {
    // Pending shows only after the next render, which is too late for the second half of a double click.
    if (event.timeStamp - pressedAt.current < onePressMilliseconds) return;
    const begun = onConfirm() !== false;
    if (begun) pressedAt.current = event.timeStamp;
  }

  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && !pending) onCancel();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.veil} />
        <AlertDialog.Viewport className={styles.viewport} onMouseDown={keepFocus}>
          <AlertDialog.Popup
            ref={popup}
            className={styles.popup}
            onKeyDownCapture={open ? ignoreHeldKey : ignore}
            onClickCapture={open ? undefined : ignore}
            initialFocus={initialFocus ?? confirm}
            finalFocus={() => finalFocus(popup.current, returnFocus)}
          >
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
            <AlertDialog.Description className={styles.text} render={<div />}>
              {text}
            </AlertDialog.Description>
            {children ? <div className={styles.body}>{children}</div> : null}
            {problem ? (
              <div className={styles.body}>
                <Banner tone="bad" live="alert">
                  {problem}
                </Banner>
              </div>
            ) : null}
            <div className={styles.actions}>
              <Button disabled={pending} onClick={onCancel}>
                {cancelLabel ?? words.cancel}
              </Button>
              <ConfirmButton
                ref={confirm}
                variant={tone === "danger" ? "danger" : "primary"}
                pending={pending}
                disabled={disabled}
                onClick={confirmOnce}
              >
                {confirmLabel}
              </ConfirmButton>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** The button that does it. Mounted with the open prompt, and deaf to the pointer until that has been seen. */
function ConfirmButton(props: ButtonProps) {
  const settled = useSettled();
  return (
    <Button
      {...props}
      className={settled ? undefined : styles.unsettled}
      onClick={(event) => {
        const isPointer = event.detail > 0;
        if (isPointer && !(settled && document.hasFocus())) return;
        props.onClick?.(event);
      }}
    />
  );
}
