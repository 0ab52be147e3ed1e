import { X } from "lucide-react";
import { createContext, use, useCallback, useState, type ReactNode } from "react";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import type { ToastList } from "./toast-list.tsx";
import type { ToastMessage } from "./toast-message.ts";
import { ToneIcon } from "./tone-icon.tsx";
import { useUiWords } from "./ui-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./toast.module.css";

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null);

/** Returns the function that shows a message: 6 s, or until dismissed when it is `bad` or has an action. */
export function useToast(): (message: ToastMessage) => void {
  const show = use(ToastContext);
  if (show === null) throw new Error("No ToastProvider shows messages here.");
  return show;
}

/**
 * Holds the messages of {@link useToast}, and shows them at the bottom right. The list loads with the first message; when it
 * can't be had the messages are told plainly, and what says so is not said twice.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [list, setList] = useState<{ ToastList: typeof ToastList } | "missing" | null>(null);
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  const isThere = list !== null && list !== "missing";

  const show = useCallback(
    (message: ToastMessage) => {
      const isSame = ({ title, text }: ToastMessage) => title === message.title && text === message.text;
      setMessages((before) => (!isThere && before.some(isSame) ? before : [...before, message]));
      if (list === null) void import("./toast-list.tsx").then(setList, () => setList("missing"));
    },
    [isThere, list],
  );
  const take = useCallback(
    (taken: readonly ToastMessage[]) =>
      setMessages((before) => before.filter((message) => !taken.includes(message))),
    [],
  );

  return (
    <ToastContext value={show}>
      {children}
      {isThere ? <list.ToastList messages={messages} onTaken={take} /> : null}
      {list === "missing" && messages.length > 0 ? (
        <PlainList
          messages={messages}
          onDismiss={(message) => {
            take([message]);
            // The next message asks for the list again.
            if (messages.length === 1) setList(null);
          }}
        />
      ) : null}
    </ToastContext>
  );
}

function PlainList({
  messages,
  onDismiss,
}: {
  messages: readonly ToastMessage[];
  onDismiss: (message: ToastMessage) => void;
}) {
  const words = useUiWords();
  return (
    <div className={styles.viewport}>
      {messages.map((message) => (
        <div
          key={`${message.title} ${message.text}`}
          role="alert"
          className={styles.toast}
          data-tone={message.tone ?? "ok"}
        >
          <span className={styles.icon}>
            <ToneIcon tone={message.tone ?? "ok"} size={16} />
          </span>
          <div className={styles.texts}>
            <p className={styles.title}>{message.title}</p>
            {message.text === undefined ? null : <p className={styles.text}>{message.text}</p>}
            {message.action === undefined ? null : (
              <button
                type="button"
                className={classNames(buttonClass({ size: "small" }), styles.action)}
                onClick={message.action.onSelect}
              >
                {message.action.label}
              </button>
            )}
          </div>
          <button
            type="button"
            className={buttonClass({ variant: "quiet", size: "small", icon: true })}
            onClick={() => onDismiss(message)}
          >
            <X size={14} aria-hidden="true" />
            <VisuallyHidden>{words.dismiss}</VisuallyHidden>
          </button>
        </div>
      ))}
    </div>
  );
}
