/** Wakes who rests: something may have changed. It says neither what nor how often. */
export type Bell = {
  ring(): void;
  /** Calls the listener at each ring. Returns how to stop that. */
  onRing(listener: () => void): () => void;
  /**
   * Rests until a ring, also for one since the last rest, so many milliseconds at most. Resolves to whether it rang. For one
   * who rests at a time.
   */
  rest(atMost: number): Promise<boolean>;
};

/** A bell within this process. */
export function openBell(): Bell {
  const listeners = new Set<() => void>();
  let rung = Promise.withResolvers<boolean>();
  return {
    ring() {
      rung.resolve(true);
      for (const listener of listeners) listener();
    },
    onRing(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async rest(atMost) {
      const timer = setTimeout(rung.resolve, atMost, false);
      const isRung = await rung.promise;
      clearTimeout(timer);
      rung = Promise.withResolvers();
      return isRung;
    },
  };
}
