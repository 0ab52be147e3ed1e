import { directionOf } from "@latchkey/contract/choose-language.ts";
import { UiWordsContext } from "@latchkey/ui/ui-words.ts";
import { Spinner } from "@latchkey/ui/spinner.tsx";
import { useLayoutEffect, useMemo } from "react";
import { Outlet, ScrollRestoration, useNavigation } from "react-router-dom";
import { SpeechContext, useMessages } from "../languages/use-messages.ts";
import { RouteAnnouncer } from "../shared/route-announcer.tsx";
import styles from "./root.module.css";
import { usePageSpeech } from "./use-page-speech.ts";

/** Around every page: its language, what says that another page is on its way, and what moves the focus when it is there. */
export function Root() {
  const speech = usePageSpeech();
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
      <UiWordsContext value={uiWords}>
        <Progress />
        <Outlet />
        <RouteAnnouncer />
        <ScrollRestoration />
      </UiWordsContext>
    </SpeechContext>
  );
}

function Progress() {
  const say = useMessages();
  const { state } = useNavigation();
  if (state === "idle") return null;
  return <div className={styles.progress} role="status" aria-label={say("loading")} />;
}

/** What stands on an empty screen while the first page loads, when that takes longer than usual. */
export function FirstLoad() {
  const say = useMessages();
  return (
    <main className={styles.first}>
      <Spinner label={say("loading")} />
    </main>
  );
}
