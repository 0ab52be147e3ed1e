import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import {
  getMailLayout,
  getTemplate,
  type LintFinding,
  lintMailLayout,
  lintTemplate,
  listTemplates,
  type MailLayout,
  previewTemplate,
  type TemplateSource,
} from "@latchkey/contract/templates.ts";
import { listUsers, UserListQuery } from "@latchkey/contract/users.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { queryClient } from "../shared/query-client.ts";

const templatesKey = ["templates"] as const;

/** Every template, and when the layout was changed last. */
export const templatesQuery = queryOptions({
  queryKey: [...templatesKey, "list"],
  queryFn: () => api(listTemplates, {}),
});

/** The list tells of drafts. */
export const refreshTemplates = () =>
  void queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });

/** A template in one language. */
export const templateQuery = (key: TemplateKey, locale: Language) =>
  queryOptions({
    queryKey: [...templatesKey, "one", key, locale],
    queryFn: () => api(getTemplate, { params: { key, locale } }),
  });

/** The frame around every mail. */
export const layoutQuery = queryOptions({
  queryKey: [...templatesKey, "layout"],
  queryFn: () => api(getMailLayout, {}),
});

const lintQuery = (
  name: readonly string[],
  content: TemplateSource | MailLayout,
  ask: () => Promise<{ findings: LintFinding[] }>,
) => queryOptions({ queryKey: [...templatesKey, "lint", ...name, content], queryFn: ask, gcTime: 60_000 });

/** What lint says of something that is not saved. */
export type LintQuery = ReturnType<typeof lintQuery>;

/** What lint says of words that are not saved. */
export const templateLintQuery = (key: TemplateKey, locale: Language, source: TemplateSource) =>
  lintQuery([key, locale], source, () => api(lintTemplate, { params: { key, locale }, body: source }));

/** What lint says of a layout that is not saved. */
export const layoutLintQuery = (layout: MailLayout) =>
  lintQuery(["layout"], layout, () => api(lintMailLayout, { body: layout }));

/** What to show of a mail, and for whom. */
export type PreviewRequest = {
  key: TemplateKey;
  locale: Language;
  source: TemplateSource | null;
  layout: MailLayout | null;
  userId: string | null;
};

/** The server forgets previews after ten minutes. */
const previewLifeMilliseconds = 8 * 60_000;

/** A mail as it would arrive, with sample secrets. */
export const previewQuery = (request: PreviewRequest) =>
  queryOptions({
    queryKey: [...templatesKey, "preview", request],
    queryFn: () => api(previewTemplate, { body: request }),
    staleTime: previewLifeMilliseconds,
    refetchInterval: previewLifeMilliseconds,
    gcTime: 60_000,
  });

/** Users whose name, user name or address goes with a search, to look at a mail as one of them. */
export const readersQuery = (search: string) =>
  queryOptions({
    queryKey: ["users", "readers", search],
    queryFn: () => api(listUsers, { query: UserListQuery.parse({ search }) }),
    staleTime: 30_000,
  });
