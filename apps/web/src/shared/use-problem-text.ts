import { createContext, useCallback, useContext } from "react";
import { useMessages } from "../languages/use-messages.ts";
import { problemWords } from "./problem-words.ts";

/** Set where more can go wrong than the catalogues have words for: in the administrators' console, and at set-up. */
export const ProblemTextContext = createContext<((error: unknown) => string) | null>(null);

/** What is wrong and what to do next, for any error that a request can end in, in the language of the page. */
export function useProblemText(): (error: unknown) => string {
  const say = useMessages();
  const everyProblem = useContext(ProblemTextContext);
  const spoken = useCallback((error: unknown) => problemWords(say, error), [say]);
  return everyProblem ?? spoken;
}
