import { ProblemError } from "@latchkey/contract/problem.ts";
import { expect, it } from "vitest";
import { messages } from "../languages/de.ts";
import { speak } from "../languages/speech.tsx";
import { problemText } from "./problem-text.ts";
import { problemWords } from "./problem-words.ts";

it("keeps what the operator finds a failure by, wherever the sentence sends to the operator", () => {
  const failure = new ProblemError("internal", { requestId: "01981f6e" });
  expect(problemText(failure)).toMatch(/tell your operator\. \(Request 01981f6e\)$/);
  expect(problemWords(speak("de", "de", messages).say, failure)).toMatch(/01981f6e\)$/);
  expect(problemText(new ProblemError("internal"))).toMatch(/tell your operator\.$/);
  expect(problemText(new ProblemError("not-found", { requestId: "01981f6e" }))).not.toContain("01981f6e");
});

it("sends no System Administrator to their System Administrator", () => {
  for (const type of ["sign-in-stopped", "temporary-password-expired", "link-expired", "forbidden"] as const)
    expect(problemText(new ProblemError(type))).not.toContain("your System Administrator");
});
