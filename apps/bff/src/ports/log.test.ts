import { expect, test } from "vitest";
import { describeError } from "./log.ts";

test("of an unexpected error only class, code and place are told, never the message", () => {
  const error = Object.assign(new TypeError("password is hunter2\nhunter2"), { code: "E_ODD" });

  const told = describeError(error);

  expect(told).toMatchObject({ error: "TypeError", code: "E_ODD" });
  expect(told["stack"]).toContain("log.test.ts");
  expect(JSON.stringify(told)).not.toContain("hunter2");
  expect(describeError("hunter2")).toEqual({ error: "string" });
  expect(describeError({ code: "hunter2" })).toEqual({ error: "object" });
});
