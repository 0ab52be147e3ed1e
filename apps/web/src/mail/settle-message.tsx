import { settleMessage, type MessageRecord } from "@latchkey/contract/mail.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";
import styles from "./message-page.module.css";

type Outcome = "accepted" | "failed";

const outcomes: Record<Outcome, { name: string; text: string }> = {
  accepted: {
    name: "It arrived",
    text: "The message counts as accepted from now on, and a generated password that it carried becomes the user's.",
  },
  failed: {
    name: "It did not arrive",
    text: "The message counts as failed from now on, and a generated password that it carried is dropped. You can send another.",
  },
};

/** Asks a person what became of a message of which nobody knows it. */
export function SettleMessage({ message }: { message: MessageRecord }) {
  const toast = useToast();
  const [asking, setAsking] = useState<Outcome | null>(null);
  const isDecided = useRef(false);
  const settle = useMutation({
    mutationFn: (outcome: Outcome) =>
      api(settleMessage, { params: { messageId: message.id }, body: { outcome } }),
    onSuccess: () => {
      isDecided.current = true;
      setAsking(null);
      toast({ title: "Decided" });
    },
  });
  function cancel() {
    settle.reset();
    setAsking(null);
  }
  return (
    <div className={styles.settle}>
      <Banner
        tone="warn"
        title="Nobody knows whether this mail arrived"
        action={
          <div className={styles.settleButtons}>
            {(["accepted", "failed"] as const).map((outcome) => (
              <Button key={outcome} onClick={() => setAsking(outcome)}>
                {outcomes[outcome].name}
              </Button>
            ))}
          </div>
        }
      >
        An attempt ended without an answer, and it is too late to repeat it safely. Ask the user, then say
        which it is.
      </Banner>
      <Prompt
        open={asking !== null}
        title={outcomes[asking ?? "accepted"].name}
        text={outcomes[asking ?? "accepted"].text}
        confirmLabel={outcomes[asking ?? "accepted"].name}
        pending={settle.isPending}
        problem={settle.error && problemText(settle.error)}
        onConfirm={() => asking !== null && settle.mutate(asking)}
        onCancel={cancel}
        // Once it is decided the button is gone; cancelled, it is where the focus was.
        returnFocus={() => (isDecided.current ? document.querySelector("h1") : null)}
      />
    </div>
  );
}
