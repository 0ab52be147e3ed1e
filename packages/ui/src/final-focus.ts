/**
 * For a popup's `finalFocus`: where the focus goes when the popup has gone. What has taken it meanwhile keeps it, as a prompt does
 * that a menu has opened: while the menu fades, the prompt is there. `returnFocus` says where else than to where it was.
 */
export function finalFocus(
  popup: HTMLElement | null,
  returnFocus?: () => HTMLElement | null,
): HTMLElement | boolean {
  const focused = document.activeElement;
  const isFree = focused === null || focused === document.body || popup?.contains(focused);
  return isFree ? (returnFocus?.() ?? true) : false;
}
