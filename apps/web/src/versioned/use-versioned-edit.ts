import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sendBeforeReload } from "../shared/kept-typing.ts";
import { isProblem } from "../shared/problem-type.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { useDraft } from "./use-draft.ts";
import type { Draft, Standing, VersionedStore } from "./versioned-store.ts";

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
  const guard = useUnsavedGuard(
    isDirty,
    "Your changes are not saved yet. They stay here for you as a draft, and nobody else gets them.",
  );

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

  const { flush } = draft;
  useEffect(() => sendBeforeReload(flush), [flush]);

  function begin(next: Standing<Content>) {
    setBase(next);
    setContent(next.content);
    setTheirs(null);
    setOffered(null);
  }

  /** Does what makes a new version, with nothing else under way. */
  const { mutateAsync: makeVersion } = useMutation({
    mutationFn: async (make: () => Promise<Standing<Content>>) => {
      await draft.settle();
      const next = await make();
      // The draft went with what was saved.
      draft.forget();
      begin(next);
    },
    onError: async (error) => {
      if (isProblem(error, "version-conflict")) setTheirs(await store.refresh());
    },
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
    /** Makes a new version of what was typed. Rejects with what the server says. */
    save: (note: string) => makeVersion(() => store.save(content, base.version, note)),
    /** Makes an earlier version the newest again. */
    restore: (number: number, note: string) => makeVersion(() => store.restore(number, base.version, note)),
    /** Puts the built-in content back in force. */
    reset: (note: string) => makeVersion(() => store.reset(base.version, note)),
  };
}

/** An edit in progress. */
export type VersionedEdit<Content> = ReturnType<typeof useVersionedEdit<Content>>;
