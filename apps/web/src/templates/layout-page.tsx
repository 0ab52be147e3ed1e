import { fullName } from "@latchkey/contract/accounts.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { MailLayoutRecord } from "@latchkey/contract/templates.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSession } from "../sessions/use-session.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { queryClient } from "../shared/query-client.ts";
import { LastChange } from "../versioned/last-change.tsx";
import { useVersionedEdit } from "../versioned/use-versioned-edit.ts";
import { VersionedEditor } from "../versioned/versioned-editor.tsx";
import { VersionsButton } from "../versioned/versions-button.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { LayoutFields } from "./layout-fields.tsx";
import { layoutParts } from "./layout-parts.ts";
import { layoutStanding, layoutStore } from "./layout-store.ts";
import { PreviewCard, usePreviewLook } from "./preview-card.tsx";
import { layoutLintQuery, layoutQuery } from "./queries.ts";
import { useFindings } from "./use-findings.ts";
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
  const ownName = fullName(useSession().user);
  const edit = useVersionedEdit(layoutStore, layoutStanding(record));
  const [look, setLook] = usePreviewLook();
  const [templateKey, setTemplateKey] = useState<TemplateKey>("access-info");
  const [locale, setLocale] = useState<Language>("en");
  const saved = { content: record.layout, findings: record.findings };
  const { findings, pending } = useFindings(edit.content, saved, layoutLintQuery);
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
          <VersionsButton />
        </div>
      </header>
      <VersionedEditor
        ownName={ownName}
        store={layoutStore}
        edit={edit}
        partsOf={layoutParts}
        label="Template"
        name="Layout"
        consequence="Every mail, in every language, has this layout from now on."
        restoration="It is saved as a new version and is in force from now on."
        errors={findings.filter(({ level }) => level === "error").length}
        advice="Correct what is marked first."
      >
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
      </VersionedEditor>
    </div>
  );
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
