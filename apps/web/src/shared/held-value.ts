import { useSyncExternalStore } from "react";

/** A value that stands outside of any component. Whoever changes it changes the screen in the same turn. */
export type HeldValue<Value> = {
  get: () => Value;
  set: (next: Value) => void;
  subscribe: (listener: () => void) => () => void;
};

/** Holds a value; components read it with `useHeldValue`. */
export function holdValue<Value>(initial: Value): HeldValue<Value> {
  let held = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => held,
    set(next) {
      held = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The value that is held now. */
export function useHeldValue<Value>({ subscribe, get }: HeldValue<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}
