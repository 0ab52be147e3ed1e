import { createContext, useContext } from "react";
import type { PageMessages } from "./catalogue.ts";
import type { AllMessages, Say, Speech } from "./speech.tsx";

/** In which language the page speaks. */
export const SpeechContext = createContext<Speech | null>(null);

/** The language in which the page speaks. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error("Nothing says in which language to speak.");
  return speech;
}

/** Says the messages that every page has. */
export function useMessages(): Say<PageMessages> {
  return useSpeech().say;
}

/** Says all messages, on pages behind the sign-in. */
export function useAccountMessages(): Say<AllMessages> {
  return useSpeech().say;
}
