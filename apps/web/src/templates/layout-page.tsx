import type { Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { MailLayout, MailLayoutRecord, TemplateVersion } from "@latchkey/contract/templates.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router-dom";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { isProblem } from "../shared/problem-type.ts";
import { queryClient } from "../shared/query-client.ts";
import { ChecksCard } from "./checks-card.tsx";
import { EditBanners } from "./edit-banners.tsx";
import { EditBar } from "./edit-bar.tsx";
import { LastChange } from "./last-change.tsx";
import { LayoutFields } from "./layout-fields.tsx";
import { layoutParts } from "./layout-parts.ts";
import { NotePrompt } from "./note-prompt.tsx";
import { PreviewCard, settleMs, usePreviewLook } from "./preview-card.tsx";
import { layoutLintQuery, layoutQuery } from "./queries.ts";
import { sameContent, useVersionedEdit } from "./use-versioned-edit.ts";
import { useSettled } from "./use-settled.ts";
import { versionName } from "./version-words.ts";
import { layoutStanding, layoutStore } from "./versioned-store.ts";
import { VersionsView } from "./versions-view.tsx";
import styles from "./template-page.module.css";

/** Begins to fetch the layout. */
export async function loader(): Promise<null> {
  await waitPatiently(queryClient.query(layoutQuery).catch(() => null));
  return null;
}

/** The editor of what stands around every mail. */
export function Component() {
  const { data: record, error } = useQuery(layoutQuery);
  if (record !== undefined) return <LayoutEditor record={record} />;
  if (error !== null) throw error;
  return <LayoutLoading />;
}

function LayoutEditor({ record }: { record: MailLayoutRecord }) {
  const edit = useVersionedEdit(layoutStore, layoutStanding(record));
  const [search, setSearch] = useSearchParams();
  const [look, setLook] = usePreviewLook();
  const [templateKey, setTemplateKey] = useState<TemplateKey>("access-info");
  const [locale, setLocale] = useState<Language>("en");
  const [restored, setRestored] = useState<TemplateVersion | null>(null);
  const toast = useToast();
  const { findings, pending } = useLayoutFindings(record, edit.content);
  const showsVersions = search.get("view") === "versions";
  const rendition = useMemo(
    () => ({ key: templateKey, locale, source: null, layout: edit.content }),
    [templateKey, locale, edit.content],
  );

  return (
    <div className={styles.page}>
      <PageTitle>Layout</PageTitle>
      <header className={styles.head}>
        <div className={styles.names}>
          <h1 tabIndex={-1}>Layout</h1>
          <p className={styles.sub}>What stands around every mail, in all languages.</p>
          <p className={styles.sub}>
            <LastChange latest={record.latest} />
          </p>
        </div>
        <div className={styles.actions}>
          <Button
            aria-pressed={showsVersions}
            onClick={() => setSearch(showsVersions ? {} : { view: "versions" })}
          >
            Versions
          </Button>
        </div>
      </header>
      <div className={styles.banners}>
        <EditBanners edit={edit} partsOf={layoutParts} />
      </div>
      {showsVersions ? (
        <VersionsView
          store={layoutStore}
          partsOf={layoutParts}
          unsaved={edit.isDirty ? edit.content : null}
          onRestore={setRestored}
        />
      ) : (
        <div className={styles.columns}>
          <div className={styles.column}>
            <LayoutFields
              layout={edit.content}
              onLayoutChange={(change) => edit.setContent((before) => ({ ...before, ...change }))}
              installation={record.installation}
              findings={findings}
              locale={locale}
              onLocaleChange={setLocale}
              readOnly={edit.offered !== null}
            />
            <ChecksCard findings={findings} pending={pending} onGo={null} />
          </div>
          <div className={styles.preview}>
            <PreviewCard request={rendition} look={look} onLookChange={setLook}>
              <SelectField
                label="Preview of"
                options={Object.entries(templateNames).map(([value, label]) => ({
                  value: value as TemplateKey,
                  label,
                }))}
                value={templateKey}
                onValueChange={setTemplateKey}
              />
            </PreviewCard>
          </div>
        </div>
      )}
      <EditBar
        edit={edit}
        name="Layout"
        consequence="Every mail, in every language, has this layout from now on."
        errors={findings.filter(({ level }) => level === "error").length}
        onRefused={() => toast({ tone: "bad", title: "Not saved", text: "Correct what is marked first." })}
      />
      {restored === null ? null : (
        <NotePrompt
          title={`Restore ${versionName(restored.number).toLowerCase()}`}
          text={`It is saved as a new version and is in force from now on.${
            edit.isDirty ? " Your unsaved changes are discarded." : ""
          }`}
          confirmLabel="Restore"
          onConfirm={async (note) => {
            await edit.restore(restored.number, note);
            toast({ title: "Restored" });
          }}
          isToldElsewhere={(error) => isProblem(error, "version-conflict")}
          onClose={() => setRestored(null)}
        />
      )}
    </div>
  );
}

/** What lint says of what is on screen, a moment after every change. */
function useLayoutFindings(record: MailLayoutRecord, layout: MailLayout) {
  const settled = useSettled(layout, settleMs);
  const isSaved = sameContent(settled, record.layout);
  const { data, isFetching } = useQuery({
    ...layoutLintQuery(settled),
    enabled: !isSaved,
    placeholderData: keepPreviousData,
  });
  const findings = isSaved ? record.findings : (data?.findings ?? record.findings);
  return { findings, pending: settled !== layout || (isFetching && !isSaved) };
}

function LayoutLoading() {
  return (
    <Loading label="Loading the layout">
      <PageTitle>Layout</PageTitle>
      <header className={styles.head}>
        <div className={styles.names}>
          <div className={styles.stack}>
            <Skeleton width="quarter" />
            <Skeleton width="half" />
          </div>
        </div>
      </header>
      <div className={styles.columns}>
        <Card>
          <div className={styles.stack}>
            <Skeleton shape="control" />
            <Skeleton shape="control" />
            <Skeleton shape="control" />
          </div>
        </Card>
        <div className={styles.preview}>
          <Skeleton shape="block" />
        </div>
      </div>
    </Loading>
  );
}
