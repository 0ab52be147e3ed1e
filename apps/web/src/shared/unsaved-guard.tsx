import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useEffect, useRef, type ReactNode } from "react";
import { useBlocker } from "react-router-dom";
import { useAccountMessages } from "../languages/use-messages.ts";
import { countUnsavedPage, mayLeaveFreely } from "./unsaved-changes.ts";

/**
 * Asks before a page with unsaved changes is left, by a link, the Back button or closing the tab. Render `prompt` on the page;
 * call `release()` before going on after a successful Save. `text` says what becomes of the changes, if they are not lost.
 */
export function useUnsavedGuard(unsaved: boolean, text?: string): { prompt: ReactNode; release: () => void } {
  const say = useAccountMessages();
  const released = useRef(false);
  useEffect(() => {
    if (!unsaved) return;
    // A page that is changed again after a Save is guarded again.
    released.current = false;
    const countOut = countUnsavedPage();
    const askBrowser = (event: BeforeUnloadEvent) => {
      if (!mayLeaveFreely() && !released.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", askBrowser);
    return () => {
      countOut();
      window.removeEventListener("beforeunload", askBrowser);
    };
  }, [unsaved]);

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !mayLeaveFreely() && !released.current && currentLocation.pathname !== nextLocation.pathname,
  );
  return {
    prompt: (
      <Prompt
        open={blocker.state === "blocked"}
        title={say("leave.title")}
        text={text ?? say("leave.text")}
        confirmLabel={say("leave.button")}
        cancelLabel={say("stay")}
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
