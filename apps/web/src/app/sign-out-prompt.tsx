import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useAccountMessages } from "../languages/use-messages.ts";

/** Asks before signing out loses changes. Loads when it is needed, which is seldom. */
export function SignOutPrompt(props: { pending: boolean; onConfirm: () => void; onCancel: () => void }) {
  const say = useAccountMessages();
  return (
    <Prompt
      {...props}
      open
      title={say("signOut.title")}
      text={say("signOut.text")}
      confirmLabel={say("signOut")}
      cancelLabel={say("stay")}
      tone="danger"
    />
  );
}
