import { useState } from "react";

/**
 * A part that loads when somebody is about to use it: `prepare` on the way there, `use` when they do. `part` is null until
 * it is both used and there. When it can't be loaded, or is not wanted any more once it is, nothing changes, and the next use
 * tries again. Unless told otherwise it is wanted until the focus is in another control: whoever went on keeps it.
 */
export function useOnDemand<Part extends object>(
  load: () => Promise<Part>,
  isStillWanted = (focused: Element | null) => !isElsewhere(focused),
) {
  const [part, setPart] = useState<Part | null>(null);
  return {
    part,
    prepare: () => void load().catch(() => null),
    use() {
      const focused = document.activeElement;
      void load().then(
        (loaded) => isStillWanted(focused) && setPart(loaded),
        () => null,
      );
    },
  };
}

function isElsewhere(focused: Element | null): boolean {
  const now = document.activeElement;
  return now !== focused && now?.matches("a, button, input, select, textarea, [contenteditable]") === true;
}

/** Presses a control that has taken the place of another one, which was pressed before it was there. */
export function pressForFormer(control: HTMLElement) {
  control.focus();
  control.click();
}
