import { useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { saveKeys } from "../shared/save-keys.ts";
import { isCommand } from "./key-names.ts";

/**
 * The keys that work on every page: what they press is found by its `aria-keyshortcuts`. `hasConsole`: there is more than a
 * profile. `oneSign`: so do `/` and `?`, which write in a field. The windows load when they are asked for; when one can't be
 * loaded nothing changes, and the next press tries again.
 */
export function Keys({ hasConsole, oneSign }: { hasConsole: boolean; oneSign: boolean }) {
  const [open, setOpen] = useState<ReactNode>(null);
  /** What was typed for the palette while it is on its way; null while none is. */
  const early = useRef<string | null>(null);
  const close = () => setOpen(null);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (isCommand(event) && event.key.toLowerCase() === "s") return save(event);
    if (!hasConsole || isInWindow(event)) return;
    const isCommandKey = isCommand(event) && event.key.toLowerCase() === "k";
    if (early.current !== null && !isCommandKey) return keep(event);
    if (event.repeat) return;
    if (isCommandKey) return void showPalette(event);
    if (!oneSign || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (event.key === "/") focusSearch(event);
    if (event.key === "?") void showKeys(event);
  });
  // From the moment that the page is seen: whoever knows the keys does not wait.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  async function showPalette(event: KeyboardEvent) {
    event.preventDefault();
    early.current ??= "";
    const returnFocus = document.activeElement as HTMLElement | null;
    const part = await import("./command-palette.tsx").catch(() => null);
    if (part === null) early.current = null;
    if (part === null || early.current === null) return;
    const props = { takeText: takeEarly, returnFocus, onClose: close, onShowKeys: () => void showKeys() };
    setOpen(<part.CommandPalette {...props} />);
  }

  async function showKeys(event?: KeyboardEvent) {
    event?.preventDefault();
    const part = await import("./key-list.tsx").catch(() => null);
    if (part !== null) setOpen(<part.KeyList oneSign={oneSign} onClose={close} />);
  }

  /** Somebody who knows the palette types on at once; Escape wants it no more. */
  function keep(event: KeyboardEvent) {
    if (event.key === "Escape") early.current = null;
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    early.current += event.key;
  }

  function takeEarly(): string {
    const text = early.current ?? "";
    early.current = null;
    return text;
  }

  return open;
}

/** Whether the key belongs to a window or menu over the page; to a prompt it does wherever the focus is. */
function isInWindow({ target }: KeyboardEvent): boolean {
  const over = "[role=dialog], [role=menu], dialog[open]";
  return (
    (target as HTMLElement).closest(over) !== null || document.querySelector("[role=alertdialog]") !== null
  );
}

/** Whether the key writes. */
function isTyping({ target }: KeyboardEvent): boolean {
  const typing =
    "input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [contenteditable]";
  return (target as HTMLElement).matches(typing);
}

function focusSearch(event: KeyboardEvent) {
  const field = document.querySelector<HTMLInputElement>("input[aria-keyshortcuts='/']");
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
  // Its list opens by being used.
  field.click();
}

/** Presses the page's Save. The browser would save the page as a file, which is never meant here. */
function save(event: KeyboardEvent) {
  event.preventDefault();
  if (event.repeat || isInWindow(event)) return;
  const field = document.activeElement as HTMLElement | null;
  // As a press of the pointer would: what was typed and not yet taken over is taken over when the field is left.
  field?.blur();
  queueMicrotask(() => {
    const saves = `main [aria-keyshortcuts="${saveKeys["aria-keyshortcuts"]}"]`;
    document.querySelector<HTMLButtonElement>(saves)?.click();
    field?.focus();
  });
}
