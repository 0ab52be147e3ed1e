type SessionEvents = {
  /** This browser was signed out, here or in another tab; the path at which this tab goes on. */
  "signed-out": string;
  /** The server no longer knows the session of this page. */
  "sign-in-needed": undefined;
  /** Somebody signed in in this tab. */
  "signed-in": undefined;
  /** Another tab signed in as the user with this id. */
  "signed-in-elsewhere": string;
};

const events = new EventTarget();
const otherTabs = new BroadcastChannel("latchkey-session");

otherTabs.addEventListener("message", ({ data }: MessageEvent<{ signedInAs: string | null }>) => {
  if (data.signedInAs === null) emit("signed-out", "/sign-in");
  else emit("signed-in-elsewhere", data.signedInAs);
});

function emit<Name extends keyof SessionEvents>(name: Name, detail: SessionEvents[Name]) {
  events.dispatchEvent(new CustomEvent(name, { detail }));
}

function on<Name extends keyof SessionEvents>(name: Name, listener: (detail: SessionEvents[Name]) => void) {
  const listen = (event: Event) => listener((event as CustomEvent<SessionEvents[Name]>).detail);
  events.addEventListener(name, listen);
  return () => events.removeEventListener(name, listen);
}

/**
 * Calls the listener when this browser is signed out, in this tab or another; whatever shows a secret drops it. The listener
 * gets the path at which this tab goes on. Returns the way to stop.
 */
export function onSignedOut(listener: (next: string) => void): () => void {
  return on("signed-out", listener);
}

/** Calls the listener when the server answers that nobody is signed in. Returns the way to stop. */
export function onSignInNeeded(listener: () => void): () => void {
  return on("sign-in-needed", listener);
}

/** Calls the listener when somebody signs in, here or in another tab. Returns the way to stop. */
export function onSignedIn(listener: () => void): () => void {
  const stops = [on("signed-in", listener), on("signed-in-elsewhere", listener)];
  return () => stops.forEach((stop) => stop());
}

/** Calls the listener with the user's id when somebody signs in in another tab. Returns the way to stop. */
export function onSignedInElsewhere(listener: (userId: string) => void): () => void {
  return on("signed-in-elsewhere", listener);
}

/** Says, in every tab of this browser, that nobody is signed in any more. This tab goes on at `next`. */
export function announceSignedOut(next = "/sign-in") {
  otherTabs.postMessage({ signedInAs: null });
  emit("signed-out", next);
}

/** Says, here and to the other tabs, who is signed in now. */
export function announceSignedIn(userId: string) {
  otherTabs.postMessage({ signedInAs: userId });
  emit("signed-in", undefined);
}

/** Says in this tab that the server no longer knows the session. */
export function announceSignInNeeded() {
  emit("sign-in-needed", undefined);
}
