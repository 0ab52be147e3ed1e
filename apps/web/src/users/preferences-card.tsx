import type { Language } from "@latchkey/contract/languages.ts";
import type { Session } from "@latchkey/contract/sessions.ts";
import { Theme } from "@latchkey/contract/accounts.ts";
import { updateProfile } from "@latchkey/contract/users.ts";
import { can } from "@latchkey/contract/permissions.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { CardForm } from "@latchkey/ui/card-form.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Checkbox } from "@latchkey/ui/checkbox.tsx";
import { FieldGrid } from "@latchkey/ui/field-grid.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useAccountMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { languageChoices, timeZoneChoices } from "../shared/locale-choices.ts";
import { saveKeys } from "../shared/save-keys.ts";

type Preferences = Pick<Session["user"], "language" | "timeZone" | "theme" | "oneSignKeys">;

/** One's own language, time zone, theme and, in the console, keys, which follow the account to every machine. */
export function PreferencesCard({ user }: { user: Session["user"] }) {
  const say = useAccountMessages();
  const [chosen, setChosen] = useState<Partial<Preferences>>({});
  const problems = useFormProblems();
  const toast = useToast();
  const { language, timeZone, theme, oneSignKeys } = { ...user, ...chosen };
  const isUnsaved = (Object.keys(chosen) as (keyof Preferences)[]).some((key) => chosen[key] !== user[key]);
  const guard = useUnsavedGuard(isUnsaved);

  const save = useMutation({
    mutationFn: () => api(updateProfile, { body: chosen }),
    onSuccess: () => {
      setChosen({});
      problems.clear();
      toast({ title: say("saved") });
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
    <Card title={say("preferences")}>
      <CardForm
        onSubmit={submit}
        note={say("preferences.note")}
        button={
          <Button
            type="submit"
            variant="primary"
            disabled={!isUnsaved}
            pending={save.isPending}
            {...saveKeys}
          >
            {say("save")}
          </Button>
        }
      >
        {problems.summary}
        <FieldGrid>
          <SelectField
            {...problems.field("language")}
            label={say("language")}
            options={languageChoices(say("asInBrowser"))}
            placeholder={say("asInBrowser")}
            value={language ?? ""}
            onValueChange={(value) => choose({ language: (value || null) as Language | null })}
          />
          <SelectField
            {...problems.field("timeZone")}
            label={say("timeZone")}
            options={timeZoneChoices(timeZone, say("asInBrowser"))}
            placeholder={say("asInBrowser")}
            value={timeZone ?? ""}
            onValueChange={(value) => choose({ timeZone: value || null })}
          />
          <SelectField
            {...problems.field("theme")}
            label={say("theme")}
            options={Theme.options.map((value) => ({ value, label: say(`theme.${value}`) }))}
            value={theme}
            onValueChange={(value) => choose({ theme: value })}
          />
        </FieldGrid>
        {can(user, "read users") ? (
          <Checkbox
            label={say("oneSignKeys")}
            description={say("oneSignKeys.note")}
            checked={oneSignKeys}
            onCheckedChange={(checked) => choose({ oneSignKeys: checked })}
          />
        ) : null}
      </CardForm>
      {guard.prompt}
    </Card>
  );
}
