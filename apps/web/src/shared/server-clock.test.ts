import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { countdown, noteServerTime, secondsUntil } from "./server-clock.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2020-01-01T00:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

it("counts by the server's clock, however wrong this computer's is", () => {
  noteServerTime("Mon, 23 Nov 2026 15:00:00 GMT");
  expect(secondsUntil("2026-11-23T15:02:00.000Z")).toBe(120);
  vi.advanceTimersByTime(119_500);
  expect(secondsUntil("2026-11-23T15:02:00.000Z")).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(secondsUntil("2026-11-23T15:02:00.000Z")).toBe(0);
});

it("keeps to what it knows when an answer tells no time", () => {
  noteServerTime("Mon, 23 Nov 2026 15:00:00 GMT");
  noteServerTime(null);
  noteServerTime("soon");
  expect(secondsUntil("2026-11-23T15:00:30.000Z")).toBe(30);
});

it("tells seconds as a clock does", () => {
  expect([9, 60, 118].map(countdown)).toEqual(["0:09", "1:00", "1:58"]);
});
