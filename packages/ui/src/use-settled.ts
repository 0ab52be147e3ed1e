import { useEffect, useState } from "react";

/** So long, in milliseconds, a press of the pointer may still be meant for what stood in this place before. */
const settlingMilliseconds = 400;

/**
 * Whether a pointer may press: since this was mounted, and since the window got the focus, somebody had the time to see it, and
 * the window has the focus now. Keys and screen readers press what has the focus, and need not wait.
 */
export function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      if (document.hasFocus()) timer = setTimeout(() => setSettled(true), settlingMilliseconds);
    };
    const unsettle = () => {
      clearTimeout(timer);
      setSettled(false);
      settle();
    };
    settle();
    window.addEventListener("focus", unsettle);
    window.addEventListener("blur", unsettle);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("focus", unsettle);
      window.removeEventListener("blur", unsettle);
    };
  }, []);
  return settled;
}
