import type { MouseEvent } from "react";

/** For `onMouseDown` of what surrounds a window: a press beside it must not take the focus away from inside. */
export function keepFocus(event: MouseEvent): void {
  if (event.target === event.currentTarget) event.preventDefault();
}
