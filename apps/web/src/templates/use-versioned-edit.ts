import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { now } from "../shared/now.ts";
import { isProblem } from "../shared/problem-type.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import type { Draft, Standing, VersionedStore } from "./versioned-store.ts";

/** How it stands with the draft on the server. */
export type DraftState =
  | { step: "none" }
  | { step: "saving" }
  | { step: "kept"; at: number }
  | { step: "failed"; error: unknown };

/** How long after the last key a draft is sent, in milliseconds. */
const draftAfterMs = 800;

/** Whether two contents say the same. */
export const sameContent = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The editing of something that has versions: what is typed is kept on the server as a draft, and what somebody else saves
 * meanwhile is noticed and loses nothing. Give the component that uses it the store's name as `key`.
 */
export function useVersionedEdit<Content>(store: VersionedStore<Content>, standing: Standing<Content>) {
  const [base, setBase] = useState(standing);
  const [content, setContent] = useState(standing.content);
  const [offered, setOffered] = useState<Draft<Content> | null>(() =>
    standing.draft === null || sameContent(standing.draft.content, standing.content) ? null : standing.draft,
  );
  const [theirs, setTheirs] = useState<Standing<Content> | null>(null);
  const isDirty = !sameContent(content, base.content);
  const guard = useUnsavedGuard(isDirty);

  if (standing.version !== base.version && standing.version !== theirs?.version) {
    if (isDirty) setTheirs(standing);
    else begin(standing);
  }

  const draft = useDraft(store, {
    content,
    basedOn: base.version,
    isWanted: isDirty,
    isHeld: offered !== null,
  });

  function begin(next: Standing<Content>) {
    setBase(next);
    setContent(next.content);
    setTheirs(null);
    setOffered(null);
  }

  const noticeConflict = async (error: unknown) => {
    if (isProblem(error, "version-conflict")) setTheirs(await store.refresh());
  };
  /** Does what makes a new version, with nothing else under way. */
  const useVersionMaker = <Input>(make: (input: Input) => Promise<Standing<Content>>) =>
    useMutation({
      mutationFn: async (input: Input) => {
        await draft.settle();
        const next = await make(input);
        // The draft went with what was saved.
        draft.forget();
        begin(next);
      },
      onError: noticeConflict,
    });

  return {
    content,
    setContent,
    base,
    isDirty,
    guard,
    draft: draft.state,
    /** Sends what is not yet kept at once. Throws what the server says. */
    keepDraft: draft.flush,
    /** A draft of an earlier visit, until it is continued or discarded. */
    offered,
    continueDraft() {
      if (offered === null) return;
      setContent(offered.content);
      draft.adopt(offered.content);
      // Somebody saved since: their words stand against the draft's.
      if (offered.basedOn !== base.version) {
        setTheirs(base);
        setBase({ ...base, version: offered.basedOn });
      }
      setOffered(null);
    },
    async discardDraft() {
      await draft.drop();
      setOffered(null);
    },
    cancel() {
      begin(theirs ?? base);
    },
    /** What somebody else saved meanwhile, until it is decided whose words stay. */
    theirs,
    keepMine() {
      if (theirs === null) return;
      setBase(theirs);
      setTheirs(null);
    },
    takeTheirs() {
      if (theirs !== null) begin(theirs);
    },
    save: useVersionMaker((note: string) => store.save(content, base.version, note)),
    restore: useVersionMaker(({ number, note }: { number: number; note: string }) =>
      store.restore(number, base.version, note),
    ),
    reset: useVersionMaker((note: string) => store.reset(base.version, note)),
  };
}

/** An edit in progress. */
export type VersionedEdit<Content> = ReturnType<typeof useVersionedEdit<Content>>;

type DraftInput<Content> = {
  content: Content;
  basedOn: number;
  /** It differs from what is saved. */
  isWanted: boolean;
  /** An earlier draft is being asked about, and must not be written over. */
  isHeld: boolean;
};

/** Keeps the draft on the server true, one request after the other. */
function useDraft<Content>(store: VersionedStore<Content>, input: DraftInput<Content>) {
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
    if (isHeld) return;
    const timer = setTimeout(() => void flush().catch(() => null), draftAfterMs);
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
