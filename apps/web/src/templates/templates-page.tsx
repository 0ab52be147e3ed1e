import { type Language, languages } from "@latchkey/contract/languages.ts";
import type { TemplateLanguage, TemplateSummary } from "@latchkey/contract/templates.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { Cell, HeaderCell, Row, Table } from "@latchkey/ui/table.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { RelativeMoment } from "../shared/moments.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { queryClient } from "../shared/query-client.ts";
import { LastChange } from "../versioned/last-change.tsx";
import { templatesQuery } from "./queries.ts";
import styles from "./templates-page.module.css";

/** Begins to fetch the templates. */
export async function loader(): Promise<null> {
  await waitPatiently(queryClient.query(templatesQuery).catch(() => null));
  return null;
}

/** Every mail that Latchkey writes, and the layout around all of them. */
export function Component() {
  return (
    <>
      <PageTitle>Template Manager</PageTitle>
      <div className={styles.head}>
        <h1 tabIndex={-1}>Template Manager</h1>
        <p className={styles.sub}>The mails that Latchkey sends, in every language, and their look.</p>
      </div>
      <PartBoundary failureTitle="The templates could not be loaded" loading={<TemplatesLoading />}>
        <Templates />
      </PartBoundary>
    </>
  );
}

function Templates() {
  const { templates, layout } = useSuspenseQuery(templatesQuery).data;
  return (
    <div className={styles.stack}>
      <Card flush>
        <Table
          label="Templates"
          head={
            <>
              <HeaderCell>Template</HeaderCell>
              <HeaderCell>Used in</HeaderCell>
              <HeaderCell>Languages</HeaderCell>
              <HeaderCell>Last change</HeaderCell>
            </>
          }
        >
          {templates.map((template) => (
            <TemplateRow key={template.key} template={template} />
          ))}
        </Table>
      </Card>
      <Card flush>
        <div className={styles.layout}>
          <div className={styles.layoutWords}>
            <h2>
              <Link className={styles.link} to="/templates/layout">
                Layout
              </Link>
            </h2>
            <p className={styles.second}>
              Around every mail: logo, product and company name, colours, footer and support contact.
            </p>
          </div>
          <p className={styles.layoutFacts}>
            {layout.hasDraft ? <Chip tone="info">Draft</Chip> : null}
            <LastChange latest={layout.latest} />
          </p>
        </div>
      </Card>
    </div>
  );
}

function TemplateRow({ template }: { template: TemplateSummary }) {
  const { key, name, purpose, usedIn, languages: states, latest } = template;
  const drafts = states.filter(({ hasDraft }) => hasDraft);
  return (
    <Row className={styles.row}>
      <Cell header className={styles.template}>
        <Link className={styles.link} to={templatePath(key, latest?.locale ?? "en")}>
          {name}
        </Link>
        <span className={styles.second}>{purpose}</span>
      </Cell>
      <Cell label="Used in" className={styles.usedIn}>
        {usedIn}
      </Cell>
      <Cell label="Languages">
        <LanguageWords states={states} />
        {drafts.map(({ locale }) => (
          <Link key={locale} className={styles.draft} to={templatePath(key, locale)}>
            <Chip tone="info">Draft, {languages[locale]}</Chip>
          </Link>
        ))}
      </Cell>
      <Cell label="Last change" whole muted>
        {latest === null ? (
          "Never changed"
        ) : (
          <>
            <RelativeMoment at={latest.at} />
            <span className={styles.second}>
              {latest.author}, {languages[latest.locale]}
            </span>
          </>
        )}
      </Cell>
    </Row>
  );
}

function templatePath(key: string, locale: Language): string {
  return locale === "en" ? `/templates/${key}` : `/templates/${key}?language=${locale}`;
}

function LanguageWords({ states }: { states: readonly TemplateLanguage[] }) {
  const done = states.filter(({ origin }) => origin !== "fallback");
  const edited = states.filter(({ origin }) => origin === "edited");
  const fallbacks = states.filter(({ origin }) => origin === "fallback");
  return (
    <>
      <span>
        {done.length === states.length ? `All ${states.length}` : `${done.length} of ${states.length}`}
      </span>
      {edited.length === 0 ? null : (
        <span className={styles.second}>
          Edited: {edited.map(({ locale }) => languages[locale]).join(", ")}
        </span>
      )}
      {fallbacks.map(({ locale, fallsBackTo }) => (
        <span key={locale} className={styles.second}>
          {languages[locale]} falls back to {languages[fallsBackTo ?? "en"]}
        </span>
      ))}
    </>
  );
}

function TemplatesLoading() {
  return (
    <Loading label="Loading the templates">
      <Card>
        <div className={styles.skeletons}>
          <Skeleton width="quarter" />
          <Skeleton width="most" />
          <Skeleton width="quarter" />
          <Skeleton width="most" />
          <Skeleton width="quarter" />
          <Skeleton width="most" />
        </div>
      </Card>
    </Loading>
  );
}
