import { type Language, languages } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type {
  LintFinding,
  TemplateRecord,
  TemplateSource,
  TemplateVersion,
} from "@latchkey/contract/templates.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Link, type LoaderFunctionArgs, useParams, useSearchParams } from "react-router-dom";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { problemText } from "../shared/problem-text.ts";
import { isProblem } from "../shared/problem-type.ts";
import { queryClient } from "../shared/query-client.ts";
import type { BodyView } from "./body-field.tsx";
import { ChecksCard } from "./checks-card.tsx";
import type { ComparedPart } from "./comparison.tsx";
import { EditBanners } from "./edit-banners.tsx";
import { EditBar } from "./edit-bar.tsx";
import { LastChange } from "./last-change.tsx";
import { NotePrompt } from "./note-prompt.tsx";
import { PreviewCard, type PreviewLook, settleMs, usePreviewLook } from "./preview-card.tsx";
import { templateLintQuery, templateQuery } from "./queries.ts";
import { SendTestPrompt } from "./send-test-prompt.tsx";
import type { FieldsHandle } from "./template-fields.tsx";
import { sameContent, useVersionedEdit } from "./use-versioned-edit.ts";
import { useSettled } from "./use-settled.ts";
import { versionName } from "./version-words.ts";
import { templateStanding, templateStore } from "./versioned-store.ts";
import { VersionsView } from "./versions-view.tsx";
import styles from "./template-page.module.css";

const loadFields = () => import("./template-fields.tsx");
const TemplateFields = lazy(async () => ({ default: (await loadFields()).TemplateFields }));

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

type Prompt = "closed" | "send-test" | { restore: TemplateVersion };

function TemplateEditor({ record, look, onLookChange }: TemplateEditorProps) {
  const { key, locale, name } = record;
  const language = languages[locale];
  const store = useMemo(() => templateStore(key, locale), [key, locale]);
  const edit = useVersionedEdit(store, templateStanding(record));
  const [search, setSearch] = useSearchParams();
  const [view, setView] = useState<BodyView>("rich");
  const [prompt, setPrompt] = useState<Prompt>("closed");
  const fields = useRef<FieldsHandle>(null);
  const toast = useToast();
  const { findings, pending } = useFindings(record, edit.content);
  const errors = findings.filter(({ level }) => level === "error").length;
  const showsVersions = search.get("view") === "versions";
  const isReadOnly = edit.offered !== null;
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

  function toggleVersions() {
    setSearch((before) => {
      if (showsVersions) before.delete("view");
      else before.set("view", "versions");
      return before;
    });
  }

  const [wanted, setWanted] = useState<LintFinding | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const { part, line, column } = wanted;
    const field = part === "subject" || part === "preheader" ? part : "body";
    fields.current?.focus(field, line === null ? undefined : { line, column: column ?? 1 });
  }, [wanted]);

  /** Leads to what lint found, once the view of it is there. */
  function goTo(finding: LintFinding) {
    const { part, line } = finding;
    if (part === "html" && (line !== null || view === "text")) setView("source");
    if (part === "text") setView("text");
    setWanted({ ...finding });
  }

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
          <Button aria-pressed={showsVersions} onClick={toggleVersions}>
            Versions
          </Button>
          <Button onClick={() => setPrompt("send-test")}>Send test</Button>
        </div>
      </header>
      <div className={styles.banners}>
        {record.fallsBackTo === null ? null : (
          <Banner>
            {language} has no words of its own: it falls back to {languages[record.fallsBackTo]}. Save here to
            give it some.
          </Banner>
        )}
        <EditBanners edit={edit} partsOf={templateParts} />
      </div>
      {showsVersions ? (
        <VersionsView
          store={store}
          partsOf={templateParts}
          unsaved={edit.isDirty ? edit.content : null}
          onRestore={(version) => setPrompt({ restore: version })}
        />
      ) : (
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
                  readOnly={isReadOnly}
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
      )}
      <EditBar
        edit={edit}
        name={`${name}, ${language}`}
        consequence={`Every ${name} mail in ${language} has these words from now on.`}
        errors={errors}
        onRefused={() =>
          toast({ tone: "bad", title: "Not saved", text: "Correct the errors under Checks first." })
        }
      />
      {prompt === "send-test" ? (
        <SendTestPrompt
          templateKey={key}
          locale={locale}
          rendition={{ source: edit.content, layout: null, userId: look.reader.value || null }}
          onClose={() => setPrompt("closed")}
        />
      ) : null}
      {typeof prompt === "object" ? (
        <NotePrompt
          title={`Restore ${versionName(prompt.restore.number).toLowerCase()}`}
          text={`Its words are saved as a new version and are in force from now on.${
            edit.isDirty ? " Your unsaved changes are discarded." : ""
          }`}
          confirmLabel="Restore"
          onConfirm={async (note) => {
            await edit.restore(prompt.restore.number, note);
            toast({ title: "Restored" });
          }}
          isToldElsewhere={(error) => isProblem(error, "version-conflict")}
          onClose={() => setPrompt("closed")}
        />
      ) : null}
    </div>
  );
}

/** What lint says of what is on screen, a moment after every change. */
function useFindings(record: TemplateRecord, content: TemplateSource) {
  const settled = useSettled(content, settleMs);
  const isSaved = sameContent(settled, record.source);
  const { data, isFetching } = useQuery({
    ...templateLintQuery(record.key, record.locale, settled),
    enabled: !isSaved,
    placeholderData: keepPreviousData,
  });
  const findings = isSaved ? record.findings : (data?.findings ?? record.findings);
  return { findings, pending: settled !== content || (isFetching && !isSaved) };
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
