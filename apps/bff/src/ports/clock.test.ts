import { expect, test } from "vitest";
import { openFakeClock } from "../test/fake-clock.ts";
import { addMinutes, millisecondsBetween, openSteadyClock } from "./clock.ts";

test("time goes with the machine's clock, ahead too", () => {
  const machine = openFakeClock();
  const clock = openSteadyClock(machine, null);

  machine.advance({ hours: 5 });

  expect(Math.abs(millisecondsBetween(machine.now(), clock.now()))).toBeLessThan(1000);
});

test("a clock that is put back, once or again and again, stops and reverses nothing", () => {
  const machine = openFakeClock();
  const clock = openSteadyClock(machine, null);
  let before = clock.now();

  for (const hours of [-1, -24, 3, -400 * 24, 1]) {
    machine.advance({ hours });
    const now = clock.now();
    expect(millisecondsBetween(before, now)).toBeGreaterThanOrEqual(0);
    expect(millisecondsBetween(before, now)).toBeLessThan(1000);
    before = now;
  }
});

test("it goes on from what was reached before it was opened, in step with real time", async () => {
  const machine = openFakeClock();
  const reached = addMinutes(machine.now(), 90);
  const clock = openSteadyClock(machine, reached);
  const begunAt = performance.now();
  while (performance.now() - begunAt < 40);

  const passed = millisecondsBetween(reached, clock.now());

  expect(passed).toBeGreaterThanOrEqual(35);
  // Slower, so that the machine's clock catches up.
  expect(passed).toBeLessThan(performance.now() - begunAt);
});
