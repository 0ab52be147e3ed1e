import { Prompt } from "@latchkey/ui/prompt.tsx";

/** Asks before signing out loses changes. Loads when it is needed, which is seldom. */
export function SignOutPrompt(props: { pending: boolean; onConfirm: () => void; onCancel: () => void }) {
  return (
    <Prompt
      {...props}
      open
      title="Sign out without saving?"
      text="Your changes are not saved yet. Signing out discards them."
      confirmLabel="Sign out"
      cancelLabel="Stay"
      tone="danger"
    />
  );
}
