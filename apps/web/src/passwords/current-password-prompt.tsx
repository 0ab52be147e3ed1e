import { Prompt } from "@latchkey/ui/prompt.tsx";
import { type CurrentPassword, CurrentPasswordField } from "./use-current-password.tsx";

type CurrentPasswordPromptProps = {
  password: CurrentPassword;
  open: boolean;
  /** The address changes with this Save. */
  movesAddress: boolean;
  pending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  /** Where the focus goes at the end, when what asked is gone by then; null for where it was. */
  returnFocus?: () => HTMLElement | null;
};

/** Asks for one's own current password before Save writes the record of a System Administrator. */
export function CurrentPasswordPrompt({
  password,
  open,
  movesAddress,
  pending,
  onConfirm,
  onCancel,
  returnFocus,
}: CurrentPasswordPromptProps) {
  return (
    <Prompt
      open={open}
      title="Confirm with Your Password"
      text={
        movesAddress
          ? "The old and the new email address are told of the change. Forgot Password? sends a System Administrator no link to a new address for 24 hours."
          : "Changes to the record of a System Administrator are confirmed with your own password."
      }
      confirmLabel="Save"
      pending={pending}
      initialFocus={password.input}
      onConfirm={onConfirm}
      onCancel={onCancel}
      returnFocus={returnFocus}
    >
      <CurrentPasswordField password={password} onEnter={onConfirm} />
    </Prompt>
  );
}
