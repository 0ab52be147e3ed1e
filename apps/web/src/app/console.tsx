import { Outlet } from "react-router-dom";
import type { Spoken } from "../languages/open-speech.ts";
import { speakEnglish } from "../languages/speak-to-user.ts";
import { problemText } from "../shared/problem-text.ts";
import { ProblemTextContext } from "../shared/use-problem-text.ts";

/** The console speaks English, whatever its administrators speak. */
export function loader(): Promise<Spoken> {
  return speakEnglish();
}

/** Around the pages of administrators. */
export function Component() {
  return (
    <ProblemTextContext value={problemText}>
      <Outlet />
    </ProblemTextContext>
  );
}
