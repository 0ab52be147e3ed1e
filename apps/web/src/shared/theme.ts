import type { Theme } from "@latchkey/contract/accounts.ts";
import { useSyncExternalStore } from "react";

// The same key as in public/theme.js, which applies the choice before the first paint.
const key = "latchkey-theme";
const listeners = new Set<() => void>();

/** The theme that is shown. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosenTheme);
}

function chosenTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

/**
 * Shows a theme in every open tab, and keeps it in this browser for the first paint of the next page. The choice itself is
 * the account's.
 */
export function showTheme(theme: Theme) {
  if (theme === chosenTheme()) return;
  apply(theme);
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // A browser that keeps no storage forgets the choice with the page.
  }
}

function apply(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", followOtherTab);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", followOtherTab);
  };
}

function followOtherTab(event: StorageEvent) {
  if (event.key !== key) return;
  apply(event.newValue === "light" || event.newValue === "dark" ? event.newValue : "system");
}
