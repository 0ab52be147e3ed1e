import { fullName } from "@latchkey/contract/accounts.ts";
import { type Language, languages } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type { LintFinding, TemplateRecord, TemplateSource } from "@latchkey/contract/templates.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Link, type LoaderFunctionArgs, useParams, useSearchParams } from "react-router-dom";
import { lazyPart } from "../shared/lazy-part.ts";
import { useSession } from "../sessions/use-session.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { problemText } from "../shared/problem-text.ts";
import { queryClient } from "../shared/query-client.ts";
import type { ComparedPart } from "../versioned/comparison.tsx";
import { LastChange } from "../versioned/last-change.tsx";
import { useVersionedEdit } from "../versioned/use-versioned-edit.ts";
import { VersionedEditor } from "../versioned/versioned-editor.tsx";
import { VersionsButton } from "../versioned/versions-button.tsx";
import type { BodyView } from "./body-field.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { PreviewCard, type PreviewLook, usePreviewLook } from "./preview-card.tsx";
import { templateLintQuery, templateQuery } from "./queries.ts";
import { SendTestPrompt } from "./send-test-prompt.tsx";
import type { FieldsHandle } from "./template-fields.tsx";
import { templateStanding, templateStore } from "./template-store.ts";
import { useFindings } from "./use-findings.ts";
import styles from "./template-page.module.css";

const loadFields = () => import("./template-fields.tsx");
const TemplateFields = lazyPart(async () => (await loadFields()).TemplateFields);

/** The language that an address names; English where it names none. */
function languageIn(search: URLSearchParams): Language {
  const named = search.get("language") ?? "";
  return named in languages ? (named as Language) : "en";
}

const isKey = (key: string): key is TemplateKey => key in templateNames;

/** Begins to fetch the editors, and the template in the language that the address names. */
export async function loader({ request, params: { key = "" } }: LoaderFunctionArgs): Promise<null> {
  if (!isKey(key)) return null;
  loadFields().catch(() => null);
  const locale = languageIn(new URL(request.url).searchParams);
  await waitPatiently(queryClient.query(templateQuery(key, locale)).catch(() => null));
  return null;
}

/** The editor of a template in one language. */
export function Component() {
  const { key = "" } = useParams();
  const [search] = useSearchParams();
  if (!isKey(key)) return <NoSuchTemplate />;
  return <TemplatePage templateKey={key} locale={languageIn(search)} />;
}

function NoSuchTemplate() {
  return (
    <>
      <PageTitle>There is nothing here</PageTitle>
      <h1 tabIndex={-1}>There is nothing here</h1>
      <EmptyState
        title="No template has this address"
        action={
          <Link className={buttonClass({ variant: "primary" })} to="/templates">
            Go to Template Manager
          </Link>
        }
      >
        Check it, or find the template in the list.
      </EmptyState>
    </>
  );
}

function TemplatePage({ templateKey, locale }: { templateKey: TemplateKey; locale: Language }) {
  const { data: record, error } = useQuery(templateQuery(templateKey, locale));
  const [look, setLook] = usePreviewLook();
  if (record !== undefined) {
    return (
      <TemplateEditor key={`${templateKey}/${locale}`} record={record} look={look} onLookChange={setLook} />
    );
  }
  if (error !== null) throw error;
  return <TemplateLoading name={templateNames[templateKey]} />;
}

type TemplateEditorProps = {
  record: TemplateRecord;
  look: PreviewLook;
  onLookChange: (look: PreviewLook) => void;
};

function TemplateEditor({ record, look, onLookChange }: TemplateEditorProps) {
  const { key, locale, name } = record;
  const language = languages[locale];
  const ownName = fullName(useSession().user);
  const store = useMemo(() => templateStore(key, locale), [key, locale]);
  const edit = useVersionedEdit(store, templateStanding(record));
  const [, setSearch] = useSearchParams();
  const [view, setView] = useState<BodyView>("rich");
  const [sought, setSought] = useState<LintFinding | null>(null);
  const [isSendingTest, setSendingTest] = useState(false);
  const fields = useRef<FieldsHandle>(null);
  const toast = useToast();
  const saved = { content: record.source, findings: record.findings };
  const { findings, pending } = useFindings(edit.content, saved, (source) =>
    templateLintQuery(key, locale, source),
  );
  const rendition = useMemo(
    () => ({ key, locale, source: edit.content, layout: null }),
    [key, locale, edit.content],
  );

  async function changeLanguage(next: Language) {
    try {
      await edit.keepDraft();
    } catch (error) {
      toast({ tone: "bad", title: "Your draft could not be kept", text: problemText(error) });
      return;
    }
    // The draft is on the server, so nothing is lost by leaving.
    setSearch(next === "en" ? {} : { language: next });
  }

  function goTo(finding: LintFinding) {
    const { part, line } = finding;
    if (part === "html" && (line !== null || view === "text")) setView("source");
    if (part === "text") setView("text");
    // Anew each time, as it may be sought again.
    setSought({ ...finding });
  }

  // Its field is there once the view that has it is.
  useEffect(() => {
    if (sought === null) return;
    const { part, line, column } = sought;
    const field = part === "subject" || part === "preheader" ? part : "body";
    fields.current?.focus(field, line === null ? undefined : { line, column: column ?? 1 });
  }, [sought]);

  return (
    <div className={styles.page}>
      <PageTitle>{name}</PageTitle>
      <header className={styles.head}>
        <div className={styles.names}>
          <h1 tabIndex={-1}>{name}</h1>
          <p className={styles.sub}>{record.purpose}</p>
          <p className={styles.sub}>
            <LastChange latest={record.latest} />
          </p>
        </div>
        <div className={styles.actions}>
          <SelectField
            className={styles.language}
            label="Language"
            hideLabel
            options={Object.entries(languages).map(([value, label]) => ({ value: value as Language, label }))}
            value={locale}
            onValueChange={(next) => void changeLanguage(next)}
          />
          <VersionsButton />
          <Button onClick={() => setSendingTest(true)}>Send test</Button>
        </div>
      </header>
      <VersionedEditor
        ownName={ownName}
        store={store}
        edit={edit}
        partsOf={templateParts}
        label="Template"
        name={`${name}, ${language}`}
        consequence={`Every ${name} mail in ${language} has these words from now on.`}
        restoration="Its words are saved as a new version and are in force from now on."
        errors={findings.filter(({ level }) => level === "error").length}
        advice="Correct the errors under Checks first."
        notice={
          record.fallsBackTo === null ? null : (
            <Banner>
              {language} has no words of its own: it falls back to {languages[record.fallsBackTo]}. Save here
              to give it some.
            </Banner>
          )
        }
      >
        <div className={styles.columns}>
          <div className={styles.column}>
            <Card>
              <Suspense fallback={<FieldsLoading />}>
                <TemplateFields
                  source={edit.content}
                  onSourceChange={(change) => edit.setContent((before) => ({ ...before, ...change }))}
                  placeholders={record.placeholders}
                  findings={findings}
                  direction={record.direction}
                  readOnly={edit.offered !== null}
                  view={view}
                  onViewChange={setView}
                  ref={fields}
                />
              </Suspense>
            </Card>
            <ChecksCard findings={findings} pending={pending} onGo={goTo} />
          </div>
          <div className={styles.preview}>
            <PreviewCard request={rendition} look={look} onLookChange={onLookChange} />
          </div>
        </div>
      </VersionedEditor>
      {isSendingTest ? (
        <SendTestPrompt
          templateKey={key}
          locale={locale}
          rendition={{ source: edit.content, layout: null, userId: look.reader.value || null }}
          onClose={() => setSendingTest(false)}
        />
      ) : null}
    </div>
  );
}

/** A template for comparing, part by part. */
function templateParts({ subject, preheader, html, text }: TemplateSource): ComparedPart[] {
  return [
    { label: "Subject", text: subject },
    { label: "Preheader", text: preheader },
    { label: "Body", text: html },
    { label: "Text part", text: text ?? "Derived from the body" },
  ];
}

function FieldsLoading() {
  return (
    <Loading label="Loading the editor">
      <div className={styles.stack}>
        <Skeleton width="quarter" />
        <Skeleton shape="control" />
        <Skeleton width="quarter" />
        <Skeleton shape="control" />
        <Skeleton shape="block" />
        <Skeleton shape="block" />
      </div>
    </Loading>
  );
}

function TemplateLoading({ name }: { name: string }) {
  return (
    <div className={styles.page}>
      <PageTitle>{name}</PageTitle>
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
          <FieldsLoading />
        </Card>
        <div className={styles.preview}>
          <Skeleton shape="block" />
        </div>
      </div>
    </div>
  );
}
