import { Button, type ButtonProps } from "@latchkey/ui/button.tsx";
import { countdown } from "./server-clock.ts";

type WaitingButtonProps = Omit<ButtonProps, "disabled" | "disabledReason"> & {
  /** The seconds until it can be used; 0 when it can. */
  wait: number;
};

/** A button that can't be used for a while, and counts down until then. Its name stays, and so does the focus on it. */
export function WaitingButton({ wait, children, ...button }: WaitingButtonProps) {
  return (
    <Button {...button} disabled={wait > 0}>
      {children}
      {wait > 0 ? <span aria-hidden="true">{countdown(wait)}</span> : null}
    </Button>
  );
}
