import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useEffect, useRef, type ReactNode } from "react";
import { useBlocker } from "react-router-dom";

let unsavedPages = 0;
let leavingFreely = false;

/** Whether a page holds changes that leaving would lose. */
export function hasUnsavedChanges(): boolean {
  return unsavedPages > 0;
}

/** From now on no page asks before it is left, as when the session is over. */
export function leaveFreely() {
  leavingFreely = true;
}

/**
 * Asks before a page with unsaved changes is left, by a link, the Back button or closing the tab. Render `prompt` on the page;
 * call `release()` before going on after a successful Save.
 */
export function useUnsavedGuard(unsaved: boolean): { prompt: ReactNode; release: () => void } {
  const released = useRef(false);
  useEffect(() => {
    if (!unsaved) return;
    // A page that is changed again after a Save is guarded again.
    released.current = false;
    unsavedPages += 1;
    const askBrowser = (event: BeforeUnloadEvent) => {
      if (!leavingFreely && !released.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", askBrowser);
    return () => {
      unsavedPages -= 1;
      window.removeEventListener("beforeunload", askBrowser);
    };
  }, [unsaved]);

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !leavingFreely && !released.current && currentLocation.pathname !== nextLocation.pathname,
  );
  return {
    prompt: (
      <Prompt
        open={blocker.state === "blocked"}
        title="Leave without saving?"
        text="Your changes are not saved yet. Leaving this page discards them."
        confirmLabel="Leave"
        cancelLabel="Stay"
        tone="danger"
        onConfirm={() => blocker.proceed?.()}
        onCancel={() => blocker.reset?.()}
      />
    ),
    release: () => {
      released.current = true;
    },
  };
}
