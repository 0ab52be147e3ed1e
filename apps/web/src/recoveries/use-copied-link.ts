import { useEffect, useState } from "react";
import { shownAfterSaveMilliseconds } from "../passwords/use-temporary-password.ts";
import { holdValue, useHeldValue } from "../shared/held-value.ts";
import { keepSecret, type KeptSecret } from "../shared/kept-secret.ts";
import { now } from "../shared/now.ts";
import { onPageLeft } from "../shared/on-page-left.ts";
import { onSignInNeeded } from "../shared/session-events.ts";

/** A copied link that is shown, under the id of its recovery; `endsAt` by this computer's clock, in ms since 1970. */
type ShownLink = { secret: KeptSecret; endsAt: number };

/** What the record needs of the copied link. */
export type CopiedLinkControl = ReturnType<typeof useCopiedLink>;

/** Holds what is shown; a link that is not shown any more is forgotten by all who hold it. */
function holdCopiedLink() {
  const { set, ...held } = holdValue<ShownLink | null>(null);
  return {
    ...held,
    set(next: ShownLink | null) {
      held.get()?.secret.forget();
      set(next);
    },
  };
}

/**
 * Holds the one copy of a copied link that this page has, as `useTemporaryPassword` holds a saved password: it is gone after
 * five minutes, when the page is left, and with the session.
 */
export function useCopiedLink() {
  const [held] = useState(holdCopiedLink);
  const shown = useHeldValue(held);
  const endsAt = shown?.endsAt ?? null;

  useEffect(() => () => held.set(null), [held]);
  useEffect(() => {
    if (endsAt === null) return;
    const drop = () => held.set(null);
    const timer = setInterval(() => now() >= endsAt && drop(), 500);
    const stopListening = [onPageLeft(drop), onSignInNeeded(drop)];
    return () => {
      clearInterval(timer);
      for (const stop of stopListening) stop();
    };
  }, [endsAt, held]);

  return {
    shown,
    show: (recoveryId: string, link: string) =>
      held.set({ secret: keepSecret(recoveryId, link), endsAt: now() + shownAfterSaveMilliseconds }),
    drop: () => held.set(null),
  };
}
