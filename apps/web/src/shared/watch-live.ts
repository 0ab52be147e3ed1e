import { now } from "./now.ts";
import { onSignedIn, onSignedOut, onSignInNeeded } from "./session-events.ts";

/** How it stands with live updates: not open yet, or not wanted now; open; or down, so that somebody looks instead. */
export type LiveState = "waiting" | "live" | "interrupted";

/** All in milliseconds. */
const patience = 3_000;
const lookEvery = 4_000;
const firstRetry = 1_000;
const longestRetry = 15_000;
const beatEvery = 5_000;
const asleepAfter = 20_000;

type Watcher = {
  /** Something is different, or may be: ask again. */
  onChange: () => void;
  onState: (state: LiveState) => void;
};

/**
 * Listens to a stream of hints (server-sent events) while the page is in sight and somebody is signed in. While the stream is
 * down it calls `onChange` every few seconds instead, and keeps trying. Returns the way to stop.
 */
export function watchLive(url: string, { onChange, onState }: Watcher): () => void {
  let stream: EventSource | null = null;
  let known: string | null = null;
  let isSignedIn = true;
  let retryIn = firstRetry;
  let lastBeat = now();
  let retry: ReturnType<typeof setTimeout> | undefined;
  let impatience: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setInterval> | undefined;

  function start() {
    stop();
    if (document.hidden || !isSignedIn) return;
    lastBeat = now();
    waitForIt();
    connect();
  }

  function connect() {
    const opened = new EventSource(url);
    stream = opened;
    // The browser's own `open` says that headers came; only a hint proves that hints come through.
    opened.addEventListener("open", (event) => event instanceof MessageEvent && settle(event.lastEventId));
    opened.addEventListener("changed", (event) => learn(event.lastEventId));
    opened.addEventListener("error", () => {
      waitForIt();
      // Else the browser comes back by itself.
      if (opened.readyState === EventSource.CLOSED) comeBackLater();
    });
  }

  function settle(id: string) {
    stopLooking();
    retryIn = firstRetry;
    onState("live");
    learn(id);
  }

  /** What comes back from a break may hear of the same change twice. */
  function learn(id: string) {
    if (id === known) return;
    known = id;
    onChange();
  }

  /** A refusal has no status here: asking for the data tells whether the session is over. */
  function comeBackLater() {
    clearTimeout(retry);
    retry = setTimeout(connect, retryIn);
    retryIn = Math.min(retryIn * 2, longestRetry);
    onChange();
  }

  /** A short break is nobody's business; of a longer one people are told, and the data is looked at instead. */
  function waitForIt() {
    impatience ??= setTimeout(() => {
      onState("interrupted");
      onChange();
      looking = setInterval(onChange, lookEvery);
    }, patience);
  }

  function stopLooking() {
    clearTimeout(impatience);
    clearInterval(looking);
    impatience = undefined;
  }

  function stop() {
    stream?.close();
    stream = null;
    clearTimeout(retry);
    stopLooking();
    onState("waiting");
  }

  /** A computer that slept may hold a stream that is dead without knowing. */
  const beat = setInterval(() => {
    const slept = now() - lastBeat > asleepAfter;
    lastBeat = now();
    if (slept && stream !== null) start();
  }, beatEvery);

  const signIn = (there: boolean) => () => {
    isSignedIn = there;
    start();
  };
  const endings = [onSignInNeeded(signIn(false)), onSignedOut(signIn(false)), onSignedIn(signIn(true))];
  document.addEventListener("visibilitychange", start);
  window.addEventListener("online", start);
  window.addEventListener("pagehide", stop);
  start();

  return () => {
    clearInterval(beat);
    for (const end of endings) end();
    document.removeEventListener("visibilitychange", start);
    window.removeEventListener("online", start);
    window.removeEventListener("pagehide", stop);
    stop();
  };
}
