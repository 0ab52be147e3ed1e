import { directionOf } from "@latchkey/contract/choose-language.ts";
import { UiWordsContext } from "@latchkey/ui/ui-words.ts";
import { useLayoutEffect, useMemo, type ReactNode } from "react";
import type { Spoken } from "../languages/open-speech.ts";
import { SpeechContext } from "../languages/use-messages.ts";
import { usePageSpeech } from "./use-page-speech.ts";

/** Around every page: its language. `spoken` is what its loader opened, if it has one that did. */
export function PageFrame({ spoken, children }: { spoken: Spoken | undefined; children: ReactNode }) {
  const speech = usePageSpeech(spoken);
  const { language, say } = speech;
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  const uiWords = useMemo(
    () => ({
      show: say("show"),
      showPassword: say("showPassword"),
      met: say("met"),
      notMet: say("notMet"),
      notMetYet: say("notMetYet"),
      close: say("close"),
      dismiss: say("dismiss"),
      cancel: say("cancel"),
    }),
    [say],
  );
  return (
    <SpeechContext value={speech}>
      <UiWordsContext value={uiWords}>{children}</UiWordsContext>
    </SpeechContext>
  );
}
