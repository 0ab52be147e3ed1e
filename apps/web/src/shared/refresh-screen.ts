let refresh: () => Promise<void> = async () => {};

/** Says how what is on screen is asked again: the query client does, where there is one. */
export function setScreenRefresh(how: () => Promise<void>) {
  refresh = how;
}

/** Asks again for all that is on screen. Resolves when it is true again. */
export function refreshScreen(): Promise<void> {
  return refresh();
}
