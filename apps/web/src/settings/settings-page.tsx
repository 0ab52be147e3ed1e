import { updateSettings, type Settings } from "@latchkey/contract/settings.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { CardForm } from "@latchkey/ui/card-form.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { FieldGrid } from "@latchkey/ui/field-grid.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api } from "../shared/api.ts";
import { useFormProblems } from "../shared/form-problems.tsx";
import { languageChoices, timeZoneChoices } from "../shared/locale-choices.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { queryClient } from "../shared/query-client.ts";
import { saveKeys } from "../shared/save-keys.ts";
import { useUnsavedGuard } from "../shared/unsaved-guard.tsx";
import { settingsQuery } from "./queries.ts";
import styles from "./settings-page.module.css";

/** Begins to fetch the settings. */
export async function loader(): Promise<null> {
  await waitPatiently(queryClient.query(settingsQuery).catch(() => null));
  return null;
}

/** What holds for the whole installation. */
export function Component() {
  return (
    <div className={styles.page}>
      <PageTitle>Settings</PageTitle>
      <h1 tabIndex={-1}>Settings</h1>
      <PartBoundary
        failureTitle="The settings could not be loaded"
        loading={
          <Loading label="Loading the settings">
            <Skeleton shape="block" />
          </Loading>
        }
      >
        <Readers />
      </PartBoundary>
    </div>
  );
}

type Defaults = Pick<Settings, "language" | "timeZone">;

/** The language and the time zone of mails to users whose record names none. */
function Readers() {
  const { data: saved } = useSuspenseQuery(settingsQuery);
  const [chosen, setChosen] = useState<Partial<Defaults>>({});
  const problems = useFormProblems();
  const toast = useToast();
  const { language, timeZone } = { ...saved, ...chosen };
  const isUnsaved = language !== saved.language || timeZone !== saved.timeZone;
  const guard = useUnsavedGuard(isUnsaved);

  const save = useMutation({
    mutationFn: () => api(updateSettings, { body: chosen }),
    async onSuccess() {
      await queryClient.invalidateQueries(settingsQuery);
      setChosen({});
      problems.clear();
      toast({ title: "Saved" });
    },
    onError: problems.show,
  });

  function choose(choice: Partial<Defaults>) {
    setChosen((before) => ({ ...before, ...choice }));
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isUnsaved && !save.isPending) save.mutate();
  }

  return (
    <Card title="Language and Time Zone">
      <CardForm
        onSubmit={submit}
        note="Used in mails to users whose record names none. Dates are written as is usual in that place."
        button={
          <Button
            type="submit"
            variant="primary"
            disabled={!isUnsaved}
            pending={save.isPending}
            {...saveKeys}
          >
            Save
          </Button>
        }
      >
        {problems.summary}
        <FieldGrid>
          <SelectField
            {...problems.field("language")}
            label="Default Language"
            options={languageChoices("Not set (English)")}
            placeholder="Not set (English)"
            value={language ?? ""}
            onValueChange={(value) => choose({ language: (value || null) as Defaults["language"] })}
          />
          <SelectField
            {...problems.field("timeZone")}
            label="Default Time Zone"
            options={timeZoneChoices(timeZone, "Not set (UTC)")}
            placeholder="Not set (UTC)"
            value={timeZone ?? ""}
            onValueChange={(value) => choose({ timeZone: value || null })}
          />
        </FieldGrid>
      </CardForm>
      {guard.prompt}
    </Card>
  );
}
