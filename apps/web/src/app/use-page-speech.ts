import { use, useSyncExternalStore } from "react";
import { chosenSpeech, onChosen, type Spoken } from "../languages/open-speech.ts";
import { SpeechContext } from "../languages/use-messages.ts";
import type { Speech } from "../languages/speech.tsx";

/**
 * The language of the page that is open: `spoken`, which its loader opened, else the browser's. What a visitor chose goes
 * before both, but where the language is settled. Throws where nothing provides the browser's.
 */
export function usePageSpeech(spoken: Spoken | undefined): Speech {
  const browsers = use(SpeechContext);
  const chosen = useSyncExternalStore(onChosen, chosenSpeech);
  const speech = (spoken?.isSettled ? spoken.speech : (chosen ?? spoken?.speech)) ?? browsers;
  if (speech === null) throw new Error("Nothing says in which language to speak.");
  return speech;
}
