import { longestNote } from "@latchkey/contract/versioned.ts";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { type ReactNode, useRef, useState } from "react";
import { useTyped } from "../shared/kept-typing.ts";
import { problemText } from "../shared/problem-text.ts";

type NotePromptProps = {
  title: string;
  text: ReactNode;
  confirmLabel: string;
  tone?: "danger";
  /** Does it; rejects with what the server says. */
  onConfirm: (note: string) => Promise<unknown>;
  /** It is done, or was given up, or is for the page to explain. */
  onClose: () => void;
  /** Whether the page itself explains this refusal. */
  isToldElsewhere: (error: unknown) => boolean;
};

/** Asks before a new version is made, with an optional note for the history. Render it while it is open. */
export function NotePrompt({
  title,
  text,
  confirmLabel,
  tone,
  onConfirm,
  onClose,
  isToldElsewhere,
}: NotePromptProps) {
  const [note, setNote] = useTyped(`note: ${title}`, () => "");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);

  async function confirm() {
    if (pending) return;
    setPending(true);
    setError(null);
    try {
      await onConfirm(note);
      onClose();
    } catch (problem) {
      if (isToldElsewhere(problem)) return onClose();
      setError(problem);
      setPending(false);
    }
  }

  return (
    <Prompt
      open
      title={title}
      text={text}
      confirmLabel={confirmLabel}
      tone={tone}
      pending={pending}
      problem={error === null ? null : problemText(error)}
      initialFocus={field}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <TextField
        ref={field}
        label="Note (optional)"
        hint="For the history: what changed, and why."
        maxLength={longestNote}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) void confirm();
        }}
      />
    </Prompt>
  );
}
