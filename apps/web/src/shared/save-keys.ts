/** For the page's button **Save**: Ctrl or ⌘ S presses it (app/keys.tsx). */
export const saveKeys = { "aria-keyshortcuts": "Control+S Meta+S" } as const;
