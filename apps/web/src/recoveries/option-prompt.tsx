import { Prompt } from "@latchkey/ui/prompt.tsx";
import type { ComponentProps } from "react";
import { CurrentPasswordField } from "../passwords/use-current-password.tsx";
import { RecoveryFacts } from "./recovery-facts.tsx";
import type { OptionControl } from "./use-option-prompt.ts";

type OptionPromptProps = Pick<
  ComponentProps<typeof Prompt>,
  "open" | "title" | "text" | "confirmLabel" | "returnFocus"
> & {
  userId: string;
  /** Whether one's own current password is asked for. */
  asksPassword: boolean;
  option: OptionControl;
  /** How it stands with what the prompt asks of the server. */
  action: { isPending: boolean; error: unknown; reset: () => void };
  /** Asks it of the server; everything that must be said before is there. */
  onConfirm: () => void;
  facts: ComponentProps<typeof RecoveryFacts>["facts"];
};

/** Asks before a way back in is made or lengthened: the consequences, what speaks against it, the reason, and one's password. */
export function OptionPrompt({
  userId,
  asksPassword,
  option,
  action,
  onConfirm,
  facts,
  ...prompt
}: OptionPromptProps) {
  const problem = option.problem(action.error);
  function confirm() {
    if (action.isPending || !option.check()) return false;
    onConfirm();
    return true;
  }
  function cancel() {
    action.reset();
    option.close();
  }
  return (
    <Prompt
      {...prompt}
      pending={action.isPending}
      disabled={option.isBlocked}
      problem={problem}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <RecoveryFacts userId={userId} {...option.told} problem={problem} facts={facts}>
        {asksPassword || option.password.isDemanded ? (
          <CurrentPasswordField password={option.password} onEnter={confirm} />
        ) : null}
      </RecoveryFacts>
    </Prompt>
  );
}
