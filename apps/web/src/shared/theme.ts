import { useSyncExternalStore } from "react";

/** What a person can choose: follow the system, or always light or dark. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

// The same key as in public/theme.js, which applies the choice before the first paint.
const key = "latchkey-theme";
const listeners = new Set<() => void>();

/** The chosen theme and a function that changes it, in every open tab. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, chosenTheme), chooseTheme];
}

function chosenTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

function chooseTheme(theme: Theme) {
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
