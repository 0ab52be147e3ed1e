const isApple = /Mac|iP(?:hone|ad|od)/.test(navigator.userAgent);

/** The key that goes with others in shortcuts, as it is written on the keyboard. */
export const commandKey = isApple ? "⌘" : "Ctrl";

/** Whether that key, and nothing else, is held with another one. On a Mac, Ctrl edits text. */
export function isCommand(event: KeyboardEvent): boolean {
  const [held, other] = isApple ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return held && !other && !event.altKey && !event.shiftKey;
}
