import { expect } from "vitest";

/** Expects something of a state that comes about by itself, soon, also on a busy machine; milliseconds at most. */
export const eventually = <Value>(read: () => Value | Promise<Value>, atMost = 20_000) =>
  expect.poll(read, { timeout: atMost, interval: 20 });
