let unsavedPages = 0;
let leavingFreely = false;

/** Whether a page holds changes that leaving would lose. */
export function hasUnsavedChanges(): boolean {
  return unsavedPages > 0;
}

/** Counts a page with unsaved changes in, until the returned function counts it out. */
export function countUnsavedPage(): () => void {
  unsavedPages += 1;
  return () => {
    unsavedPages -= 1;
  };
}

/** From now on no page asks before it is left, as when the session is over. */
export function leaveFreely() {
  leavingFreely = true;
}

/** Whether pages may be left without being asked. */
export function mayLeaveFreely(): boolean {
  return leavingFreely;
}
