import { useLayoutEffect, useSyncExternalStore } from "react";

let current = "";
const listeners = new Set<() => void>();

function show(title: string) {
  current = title;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Names the page: in the browser's tab and as the last part of the breadcrumb. Every page renders one. */
export function PageTitle({ children }: { children: string }) {
  useLayoutEffect(() => show(children), [children]);
  return <title>{`${children} · Latchkey`}</title>;
}

/** The name of the page that is open. */
export function usePageTitle(): string {
  return useSyncExternalStore(subscribe, () => current);
}
