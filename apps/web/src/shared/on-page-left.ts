import { onSignedInElsewhere, onSignedOut } from "./session-events.ts";

/**
 * Calls `drop` when a secret on screen has to go, because the page is left, this browser is signed out or somebody else signs
 * in: in the same turn, so that no picture of the page that the browser keeps shows it. Returns the way to stop.
 */
export function onPageLeft(drop: () => void): () => void {
  window.addEventListener("pagehide", drop);
  const stopListening = [onSignedOut(drop), onSignedInElsewhere(drop)];
  return () => {
    window.removeEventListener("pagehide", drop);
    for (const stop of stopListening) stop();
  };
}
