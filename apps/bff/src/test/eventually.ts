import { expect } from "vitest";

/** Expects something of a state that comes about by itself, soon, also on a busy machine. */
export const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: 10_000, interval: 20 });
