import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useCallback, type ReactNode } from "react";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { ToneIcon, type Tone } from "./tone-icon.tsx";
import { useUiWords } from "./ui-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./toast.module.css";

/** A short message about something that happened. Never put a secret in one. */
export type ToastMessage = {
  tone?: Exclude<Tone, "plain">;
  title: string;
  text?: string;
  action?: { label: string; onSelect: () => void };
};

type ToastData = { tone: Exclude<Tone, "plain"> };

/** Returns the function that shows a message: 6 s, or until dismissed when it is `bad` or has an action. */
export function useToast(): (message: ToastMessage) => void {
  const { add } = Toast.useToastManager<ToastData>();
  return useCallback(
    ({ tone = "ok", title, text, action }) => {
      add({
        title,
        description: text,
        timeout: tone === "bad" || action ? 0 : 6000,
        actionProps: action && { children: action.label, onClick: action.onSelect },
        data: { tone },
      });
    },
    [add],
  );
}

/** Holds the messages of {@link useToast} and shows them at the bottom right. Not part of `UiProvider`, so that small pages load without. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  const { toasts } = Toast.useToastManager<ToastData>();
  const words = useUiWords();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      // It asks nothing, and no script that waits for a dialog should find it.
      role="status"
      // What went wrong is said at once, not after what is being read.
      aria-live={toast.data?.tone === "bad" ? "assertive" : "polite"}
      aria-modal={undefined}
      className={styles.toast}
      data-tone={toast.data?.tone}
    >
      <span className={styles.icon}>
        <ToneIcon tone={toast.data?.tone ?? "info"} size={16} />
      </span>
      <Toast.Content className={styles.texts}>
        <Toast.Title className={styles.title} render={<p />} />
        <Toast.Description className={styles.text} />
        <Toast.Action className={classNames(buttonClass({ size: "small" }), styles.action)} />
      </Toast.Content>
      {/* Found by its name at any time, not only while the pointer rests on the message. */}
      <Toast.Close
        aria-hidden={undefined}
        className={buttonClass({ variant: "quiet", size: "small", icon: true })}
      >
        <X size={14} aria-hidden="true" />
        <VisuallyHidden>{words.dismiss}</VisuallyHidden>
      </Toast.Close>
    </Toast.Root>
  ));
}
