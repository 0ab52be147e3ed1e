/** Work that one server does for all of them, one at a time. */
export type RoundName = "post" | "house";

/** A stretch of time in which this server, and no other, does the work. */
export type Round = {
  /** Whether it still is: false for good once it is over. To be asked before each step that only one server may take. */
  isOurs(): boolean;
  /** Aborted when it is over: the server stops, or another one has the work. */
  over: AbortSignal;
  /** Another server may have done the work until a moment ago. */
  isTakenOver: boolean;
};

/** What is done in a round. */
export type Duty = {
  /** Does the work until the round is over, and ends soon then. */
  work(round: Round): Promise<void>;
  /** There may be something to do: called where the work is done, whichever server rang; `fromAfar` when another one did. */
  wake(fromAfar: boolean): void;
};

/** A server's part in work that one of them does. */
export type Share = {
  /** Wakes the server that does the work, wherever it is. Never before a commit that it tells of. */
  ring(): void;
  /** Whether it is this server that does the work. */
  isHere(): boolean;
  /** Ends the round, waits for the end of its work, and leaves the work to another server at once. */
  stop(): Promise<void>;
};

/** Sees to it that of all servers one does the work. */
export type Rounds = {
  /** Takes part: from now on this server does the work whenever it is its turn. */
  join(name: RoundName, duty: Duty): Share;
  /** After every share was stopped. */
  close(): Promise<void>;
};

/** Where there is one server it has every round, from the first moment to the last. */
export const ownRounds: Rounds = {
  join(_name, duty) {
    const stopping = new AbortController();
    const over = stopping.signal;
    const done = duty.work({ over, isOurs: () => !over.aborted, isTakenOver: false });
    return {
      ring: () => duty.wake(false),
      isHere: () => true,
      async stop() {
        stopping.abort();
        duty.wake(false);
        await done;
      },
    };
  },
  close: async () => {},
};
