import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { useUiWords } from "./ui-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import { keepFocus } from "./keep-focus.ts";
import styles from "./dialog.module.css";

/** Props of {@link Dialog}. */
export type DialogProps = {
  open: boolean;
  title: string;
  /** A sentence under the title, read as the description. */
  text?: ReactNode;
  children: ReactNode;
  /** Buttons at the bottom right. */
  actions?: ReactNode;
  /** `false`: no close button, Escape and outside presses do nothing. */
  dismissable?: boolean;
  /** Called by the close button, Escape or a press outside. */
  onClose?: () => void;
  /** `wide` 720 px instead of 440. */
  size?: "normal" | "wide";
  /** What has the focus first; the first control otherwise. */
  initialFocus?: RefObject<HTMLElement | null>;
};

/** A modal window over the page. */
export function Dialog({
  open,
  title,
  text,
  children,
  actions,
  dismissable = true,
  onClose,
  size = "normal",
  initialFocus,
}: DialogProps) {
  const words = useUiWords();
  return (
    <BaseDialog.Root
      open={open}
      disablePointerDismissal={!dismissable}
      onOpenChange={(next) => {
        if (!next && dismissable) onClose?.();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.veil} />
        <BaseDialog.Viewport className={styles.viewport} onMouseDown={keepFocus}>
          <BaseDialog.Popup
            className={classNames(styles.popup, size === "wide" && styles.wide)}
            initialFocus={initialFocus}
          >
            <div className={styles.head}>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              {dismissable ? (
                <BaseDialog.Close
                  className={classNames(
                    buttonClass({ variant: "quiet", size: "small", icon: true }),
                    styles.close,
                  )}
                >
                  <X size={16} aria-hidden="true" />
                  <VisuallyHidden>{words.close}</VisuallyHidden>
                </BaseDialog.Close>
              ) : null}
            </div>
            {text ? (
              <BaseDialog.Description className={styles.text} render={<div />}>
                {text}
              </BaseDialog.Description>
            ) : null}
            <div className={styles.body}>{children}</div>
            {actions ? <div className={styles.actions}>{actions}</div> : null}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
