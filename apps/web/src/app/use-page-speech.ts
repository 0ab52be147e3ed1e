import { use, useSyncExternalStore } from "react";
import { useMatches } from "react-router-dom";
import { chosenSpeech, onChosen, type Spoken } from "../languages/open-speech.ts";
import { SpeechContext } from "../languages/use-messages.ts";
import type { Speech } from "../languages/speech.tsx";

/**
 * The language of the page that is open: what its loader opened, else the browser's. What a visitor chose goes before both,
 * but where the language is settled.
 */
export function usePageSpeech(): Speech {
  const browsers = use(SpeechContext);
  const chosen = useSyncExternalStore(onChosen, chosenSpeech);
  const spoken = useMatches()
    .map(({ loaderData }) => loaderData as Partial<Spoken> | null | undefined)
    .filter((data) => data?.speech !== undefined)
    .at(-1);
  const speech = (spoken?.isSettled ? spoken.speech : (chosen ?? spoken?.speech)) ?? browsers;
  if (speech === null) throw new Error("Nothing says in which language to speak.");
  return speech;
}
