import { expect, onTestFinished, test, vi } from "vitest";
import { openBell } from "./bell.ts";

const longMilliseconds = 60_000;

test("a ring wakes who rests, and one who was still awake does not rest the next time", async () => {
  const bell = openBell();
  const resting = bell.rest(longMilliseconds);
  bell.ring();
  await resting;

  bell.ring();
  bell.ring();
  await bell.rest(longMilliseconds);
});

test("two rings before a rest are one: the rest after it lasts its time", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const bell = openBell();
  bell.ring();
  bell.ring();
  await bell.rest(longMilliseconds);
  let isAwake = false;
  const resting = bell.rest(longMilliseconds).then(() => (isAwake = true));

  await vi.advanceTimersByTimeAsync(longMilliseconds - 1);
  expect(isAwake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await resting;
  expect(vi.getTimerCount()).toBe(0);
});

test("listeners hear each ring until they stop", () => {
  const bell = openBell();
  const heard = vi.fn();
  const stop = bell.onRing(heard);

  bell.ring();
  bell.ring();
  stop();
  bell.ring();

  expect(heard).toHaveBeenCalledTimes(2);
});
