import fc from "fast-check";
import { expect, test } from "vitest";
import { openPace } from "./pace.ts";

test("no second ever holds more requests than the limit, however they come", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
      (limit, idle) => {
        let now = 0;
        const pace = openPace(limit, { now: () => now });
        const left: number[] = [];
        for (const pause of idle) {
          now += pause;
          now += pace.wait();
          pace.take();
          left.push(now);
        }
        for (const [index, at] of left.entries()) {
          const next = left[index + limit];
          if (next !== undefined) expect(next - at).toBeGreaterThan(1000);
        }
      },
    ),
  );
});

test("while the limit is not reached nothing waits, and a new limit holds at once", () => {
  const pace = openPace(2, { now: () => 0 });
  expect(pace.wait()).toBe(0);
  pace.take();
  expect(pace.wait()).toBe(0);
  pace.take();
  expect(pace.wait()).toBeGreaterThan(1000);
  pace.setLimit(3);
  expect(pace.limit()).toBe(3);
  expect(pace.wait()).toBe(0);
});
