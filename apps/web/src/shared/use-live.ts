import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { type LiveState, watchLive } from "./watch-live.ts";

/**
 * Keeps what is on screen true: calls `onChange` whenever the stream of hints at `url` says so, or every few seconds while
 * that is interrupted. Returns how it stands.
 */
export function useLive(url: string, onChange: () => void): LiveState {
  const [state, setState] = useState<LiveState>("waiting");
  const latest = useRef(onChange);
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => watchLive(url, { onChange: () => latest.current(), onState: setState }), [url]);
  return state;
}
