import type { KeyboardEvent, SyntheticEvent } from "react";

/**
 * For `onKeyDownCapture` of what opens over the page: a key that is held down was pressed once, for whatever had the focus then;
 * in a text it writes all the same.
 */
export function ignoreHeldKey(event: KeyboardEvent): void {
  const isPress = event.key === "Enter" || (event.key === " " && isPressedBySpace(event.target));
  if (!event.repeat || !isPress || event.target instanceof HTMLTextAreaElement) return;
  ignore(event);
}

/** Lets nothing come of an event. */
export function ignore(event: SyntheticEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function isPressedBySpace(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches("button, [role=menuitem]");
}
