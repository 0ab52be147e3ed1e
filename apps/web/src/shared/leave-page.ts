import type { MouseEvent } from "react";

/** Goes on to another page of the application, by its path: as the router's `navigate` does. */
export type Leave = (path: string, options?: { replace?: boolean; state?: unknown }) => unknown;

/** Whether the browser is meant to follow a link that was pressed: into another tab, or as a file. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

let path: string | null = null;

/** The path of the page that was left without the router; null when the router has seen every page. */
export function pageBefore(): string | null {
  return path;
}

/** Puts the address of the next page in place before the router is there, with the state as the router keeps it. */
export const changeAddress: Leave = (next, { replace = false, state } = {}) => {
  path = window.location.pathname;
  // A page is left so once in a document: no other entry has this key.
  const key = `left-${window.history.length}`;
  window.history[replace ? "replaceState" : "pushState"]({ usr: state, key }, "", next);
};
