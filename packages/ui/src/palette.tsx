import { Dialog } from "@base-ui/react/dialog";
import { useRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { finalFocus } from "./final-focus.ts";
import { keepFocus } from "./keep-focus.ts";
import dialog from "./dialog.module.css";
import styles from "./palette.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Props of {@link Palette}. */
export type PaletteProps = {
  open: boolean;
  /** The name of the window. */
  title: string;
  onClose: () => void;
  /** What has the focus afterwards, unless something else has taken it. */
  returnFocus: HTMLElement | null;
  /** An inline `Finder`, and what stands below it. */
  children: ReactNode;
};

/** A window over the upper part of the page, in which one finds something to open or to do. Escape and a press outside close it. */
export function Palette({ open, title, onClose, returnFocus, children }: PaletteProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog.veil} />
        <Dialog.Viewport className={classNames(dialog.viewport, dialog.high)} onMouseDown={keepFocus}>
          <Dialog.Popup
            ref={popup}
            className={styles.popup}
            finalFocus={() => finalFocus(popup.current, () => returnFocus)}
          >
            <Dialog.Title>
              <VisuallyHidden>{title}</VisuallyHidden>
            </Dialog.Title>
            {children}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
