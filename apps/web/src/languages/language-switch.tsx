import { languages, type Language } from "@latchkey/contract/languages.ts";
import { useState } from "react";
import styles from "./language-switch.module.css";
import { choose } from "./open-speech.ts";
import { useSpeech } from "./use-messages.ts";

/** Lets a visitor choose the language, each told in its own words. */
export function LanguageSwitch() {
  const { language, say } = useSpeech();
  const [wanted, setWanted] = useState<Language | null>(null);
  return (
    <select
      className={styles.switch}
      aria-label={say("language")}
      aria-busy={wanted !== null || undefined}
      value={wanted ?? language}
      onChange={(event) => {
        const chosen = event.currentTarget.value as Language;
        setWanted(chosen);
        // What can't be loaded now can be chosen again.
        void choose(chosen)
          .catch(() => undefined)
          .finally(() => setWanted(null));
      }}
    >
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
