import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { now } from "../shared/now.ts";
import type { VersionedStore } from "./versioned-store.ts";

/** How it stands with the draft on the server. */
export type DraftState =
  | { step: "none" }
  | { step: "saving" }
  | { step: "kept"; at: number }
  | { step: "failed"; error: unknown };

/** How long after the last key a draft is sent, in milliseconds. */
const draftAfterMilliseconds = 800;

type DraftInput<Content> = {
  content: Content;
  basedOn: number;
  /** It differs from what is saved. */
  isWanted: boolean;
  /** An earlier draft is being asked about, and must not be written over. */
  isHeld: boolean;
};

/** Keeps the draft on the server true, one request after the other. */
export function useDraft<Content>(store: VersionedStore<Content>, input: DraftInput<Content>) {
  const [state, setState] = useState<DraftState>({ step: "none" });
  const latest = useRef(input);
  /** What the server has: the content last sent, or null for no draft. */
  const sent = useRef<{ content: Content } | null>(null);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const { mutateAsync } = useMutation({
    mutationFn: (write: () => Promise<void>) => write(),
    // Nothing else on screen changes with a draft.
    meta: { refreshes: false },
  });
  useLayoutEffect(() => {
    latest.current = input;
  });

  const drop = useCallback(() => mutateAsync(() => store.dropDraft()), [mutateAsync, store]);

  const flush = useCallback((): Promise<void> => {
    const next = running.current
      .catch(() => null)
      .then(async () => {
        const { content, basedOn, isWanted, isHeld } = latest.current;
        if (isHeld || (isWanted ? sent.current?.content === content : sent.current === null)) return;
        setState({ step: "saving" });
        try {
          if (isWanted) await mutateAsync(() => store.saveDraft(content, basedOn));
          else await drop();
          sent.current = isWanted ? { content } : null;
          setState(isWanted ? { step: "kept", at: now() } : { step: "none" });
        } catch (error) {
          setState({ step: "failed", error });
          throw error;
        }
      });
    running.current = next;
    return next;
  }, [mutateAsync, store, drop]);

  const { content, isWanted, isHeld } = input;
  useEffect(() => {
    const isKept = isWanted ? sent.current?.content === content : sent.current === null;
    if (isHeld || isKept) return;
    const timer = setTimeout(() => void flush().catch(() => null), draftAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [content, isWanted, isHeld, flush]);

  useEffect(() => {
    const flushNow = () => void flush().catch(() => null);
    const flushHidden = () => {
      if (document.hidden) flushNow();
    };
    document.addEventListener("visibilitychange", flushHidden);
    return () => {
      document.removeEventListener("visibilitychange", flushHidden);
      flushNow();
    };
  }, [flush]);

  return {
    state,
    flush,
    drop,
    /** Has nothing left to send. */
    settle: () => flush().catch(() => null),
    /** The server has this draft already. */
    adopt(known: Content) {
      sent.current = { content: known };
    },
    forget() {
      sent.current = null;
      setState({ step: "none" });
    },
  };
}
