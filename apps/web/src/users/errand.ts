import { useEffect } from "react";
import { type NavigateFunction, useLocation, useNavigationType } from "react-router-dom";
import type { OptionObstacles } from "./option-obstacles.ts";

/** What somebody comes to a record for: one of the options, or its Actions menu. */
export type Errand = keyof OptionObstacles | "actions";

/** Where a record is, and what it is opened for: for a link, or for `navigate`. */
export function recordTo(userId: string, errand?: Errand) {
  // In the state of the history entry: no address from outside opens a prompt.
  return { to: `/users/${userId}`, state: errand === undefined ? null : { errand } };
}

/** Opens a record for an errand. */
export function goToRecord(navigate: NavigateFunction, userId: string, errand?: Errand): void {
  const { to, state } = recordTo(userId, errand);
  void navigate(to, { state });
}

/** The entry of the history whose errand was run last. */
let runKey: string | null = null;

/** Runs the errand that somebody came to this record for, once: not when they load the page again, nor come back to it. */
export function useErrand(run: (errand: Errand) => void): void {
  const { key, state } = useLocation();
  const isArrival = useNavigationType() !== "POP";
  const errand = (state as { errand?: Errand } | null)?.errand;
  useEffect(() => {
    if (errand === undefined || !isArrival || runKey === key) return;
    runKey = key;
    run(errand);
    // oxlint-disable-next-line react/exhaustive-deps -- once an arrival, as the record is then
  }, [key]);
}
