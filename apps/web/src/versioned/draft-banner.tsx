import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { useState } from "react";
import { DayMoment } from "../shared/moments.tsx";
import { problemText } from "../shared/problem-text.ts";
import styles from "./edit-banners.module.css";

type DraftBannerProps = { at: string; onContinue: () => void; onDiscard: () => Promise<void> };

/** A draft of an earlier visit: nothing is written over it until somebody has decided. */
export function DraftBanner({ at, onContinue, onDiscard }: DraftBannerProps) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function discard() {
    setPending(true);
    await onDiscard().catch((problem: unknown) => {
      setError(problem);
      setPending(false);
    });
  }

  return (
    <Banner
      live="status"
      action={
        <span className={styles.actions}>
          <Button size="small" disabled={pending} onClick={onContinue}>
            Continue
          </Button>
          <Button size="small" pending={pending} onClick={() => void discard()}>
            Discard
          </Button>
        </span>
      }
    >
      <p>
        You have a draft from <DayMoment at={at} />. Continue with it, or discard it and start from the saved
        words.
      </p>
      {error === null ? null : <p>{problemText(error)}</p>}
    </Banner>
  );
}
