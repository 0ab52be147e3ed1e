import { UnreachableError } from "@latchkey/contract/client.ts";
import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import type { PageMessages } from "../languages/catalogue.ts";
import type { Say } from "../languages/speech.tsx";
import { retryAtOf } from "./problem-type.ts";
import { secondsUntil } from "./server-clock.ts";

type ProblemMessage = Extract<keyof PageMessages, `problem.${string}`>;

/** The problems that the pages of users can meet: those that the catalogues have a sentence for. */
export type SpokenProblem = ProblemMessage extends `problem.${infer Type extends ProblemType}` ? Type : never;

/** What is wrong and what to do next, for any error that a request of a user's page can end in. */
export function problemWords(say: Say<PageMessages>, error: unknown): string {
  if (error instanceof UnreachableError) return say("unreachable");
  const retryAt = retryAtOf(error);
  if (retryAt !== null) return tooManyWords(say, secondsUntil(retryAt));
  const message = error instanceof ProblemError ? `problem.${error.type}` : "";
  const sentence = say.has(message) ? say(message as ProblemMessage) : say("broken");
  return `${sentence}${requestWords(say, error)}`;
}

/** What the operator finds it by in the log, where the sentence sends to the operator; else nothing. */
function requestWords(say: Say<PageMessages>, error: unknown): string {
  if (!(error instanceof ProblemError) || error.type !== "internal") return "";
  const { requestId: id } = error.problem;
  return id === undefined ? "" : ` (${say("error.request", { id })})`;
}

/** When to try again, as it was when the refusal arrived: a sentence that counted down would be read out every second. */
function tooManyWords(say: Say<PageMessages>, seconds: number): string {
  if (seconds < 90) return say("tooManySeconds", { count: seconds });
  return say("tooManyMinutes", { count: Math.ceil(seconds / 60) });
}
