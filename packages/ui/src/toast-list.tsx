import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import type { ToastMessage } from "./toast-message.ts";
import { ToneIcon, type Tone } from "./tone-icon.tsx";
import { useUiWords } from "./ui-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./toast.module.css";

type ToastData = { tone: Exclude<Tone, "plain"> };

type ToastListProps = {
  /** Those to show beside what is shown. */
  messages: readonly ToastMessage[];
  onTaken: (messages: readonly ToastMessage[]) => void;
};

/** Shows messages at the bottom right, at most three. */
export function ToastList(props: ToastListProps) {
  return (
    <Toast.Provider limit={3}>
      <Taker {...props} />
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Taker({ messages, onTaken }: ToastListProps) {
  const { add } = Toast.useToastManager<ToastData>();
  useEffect(() => {
    if (messages.length === 0) return;
    for (const { tone = "ok", title, text, action } of messages) {
      add({
        title,
        description: text,
        timeout: tone === "bad" || action ? 0 : 6000,
        actionProps: action && { children: action.label, onClick: action.onSelect },
        data: { tone },
      });
    }
    onTaken(messages);
  }, [messages, onTaken, add]);
  return null;
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
