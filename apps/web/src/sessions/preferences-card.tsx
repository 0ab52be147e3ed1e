import type { Language } from "@latchkey/contract/languages.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { type Theme, updateProfile } from "@latchkey/contract/users.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { FieldGrid } from "@latchkey/ui/field-grid.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { themeNames } from "../shared/theme.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { languageChoices, timeZoneChoices } from "../users/locale-choices.ts";
import styles from "./preferences-card.module.css";

type Preferences = Pick<Session["user"], "language" | "timeZone" | "theme">;

const asInBrowser = "As in the browser";
const themes = Object.entries(themeNames).map(([value, label]) => ({ value: value as Theme, label }));

/** One's own language, time zone and theme, which follow the account to every machine. */
export function PreferencesCard({ user }: { user: Preferences }) {
  const [chosen, setChosen] = useState<Partial<Preferences>>({});
  const problems = useFormProblems();
  const toast = useToast();
  const { language, timeZone, theme } = { ...user, ...chosen };
  const isUnsaved = (Object.keys(chosen) as (keyof Preferences)[]).some((key) => chosen[key] !== user[key]);
  const guard = useUnsavedGuard(isUnsaved);

  const save = useMutation({
    mutationFn: () => api(updateProfile, { body: chosen }),
    onSuccess: () => {
      setChosen({});
      problems.clear();
      toast({ title: "Saved" });
    },
    onError: problems.show,
  });

  function choose(choice: Partial<Preferences>) {
    setChosen((before) => ({ ...before, ...choice }));
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isUnsaved && !save.isPending) save.mutate();
  }

  return (
    <Card title="Preferences">
      <form className={styles.form} onSubmit={submit} noValidate>
        {problems.summary}
        <FieldGrid>
          <SelectField
            {...problems.field("language")}
            label="Language"
            options={languageChoices(asInBrowser)}
            placeholder={asInBrowser}
            value={language ?? ""}
            onValueChange={(value) => choose({ language: (value || null) as Language | null })}
          />
          <SelectField
            {...problems.field("timeZone")}
            label="Time Zone"
            options={timeZoneChoices(timeZone, asInBrowser)}
            placeholder={asInBrowser}
            value={timeZone ?? ""}
            onValueChange={(value) => choose({ timeZone: value || null })}
          />
          <SelectField
            {...problems.field("theme")}
            label="Theme"
            options={themes}
            value={theme}
            onValueChange={(value) => choose({ theme: value })}
          />
        </FieldGrid>
        <div className={styles.end}>
          <Button type="submit" variant="primary" disabled={!isUnsaved} pending={save.isPending}>
            Save
          </Button>
          <p className={styles.note}>Mails to you and the moments on screen follow these.</p>
        </div>
      </form>
      {guard.prompt}
    </Card>
  );
}
