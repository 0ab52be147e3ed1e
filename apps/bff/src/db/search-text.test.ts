import * as fc from "fast-check";
import { expect, test } from "vitest";
import { firstNameAfter, firstNameAt, sortPlace } from "./search-text.ts";

const letter = fc.constantFrom(..." '-./059:@_`abmz{~æ王");
const name = fc.array(letter, { maxLength: 10 }).map((letters) => letters.join(""));

test("places grow with the order of names, and a place's first name comes before all that have it", () => {
  fc.assert(
    fc.property(name, name, (one, other) => {
      const [first, second] =
        Buffer.compare(Buffer.from(one), Buffer.from(other)) <= 0 ? [one, other] : [other, one];
      expect(sortPlace(first)).toBeLessThanOrEqual(sortPlace(second));
      expect(Buffer.compare(Buffer.from(firstNameAt(sortPlace(one))), Buffer.from(one))).toBeLessThanOrEqual(
        0,
      );
      expect(Buffer.compare(Buffer.from(firstNameAfter(sortPlace(one))), Buffer.from(one))).toBeGreaterThan(
        0,
      );
      const isLater = sortPlace(second) > sortPlace(first);
      const after = Buffer.from(firstNameAfter(sortPlace(first)));
      if (isLater) expect(Buffer.compare(after, Buffer.from(second))).toBeLessThanOrEqual(0);
      expect(Number.isSafeInteger(sortPlace(one))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
