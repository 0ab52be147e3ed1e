import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import {
  getMailLayout,
  getTemplate,
  lintMailLayout,
  lintTemplate,
  listTemplates,
  type MailLayout,
  previewTemplate,
  type TemplateSource,
  type TemplateVersion,
} from "@latchkey/contract/templates.ts";
import { listUsers, UserListQuery } from "@latchkey/contract/users.ts";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../shared/api.ts";

const templatesKey = ["templates"] as const;

/** Every template, and when the layout was changed last. */
export const templatesQuery = queryOptions({
  queryKey: [...templatesKey, "list"],
  queryFn: () => api(listTemplates, {}),
});

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

/** The versions of something: the words of a template in a language, or the layout. */
export type Versions<Content> = {
  /** Names it among all others. */
  name: readonly string[];
  listVersions(): Promise<{ versions: TemplateVersion[]; total: number }>;
  /** What a version said; 0 is the built-in default. */
  readVersion(number: number): Promise<Content>;
};

/** The versions of what a store keeps. */
export const versionsQuery = <Content>(store: Versions<Content>) =>
  queryOptions({
    queryKey: [...templatesKey, "versions", ...store.name],
    queryFn: () => store.listVersions(),
  });

/** What a version said. Versions never change. */
export const versionQuery = <Content>(store: Versions<Content>, number: number) =>
  queryOptions({
    queryKey: [...templatesKey, "version", ...store.name, number],
    queryFn: () => store.readVersion(number),
    staleTime: Infinity,
  });

/** What lint says of words that are not saved. */
export const templateLintQuery = (key: TemplateKey, locale: Language, source: TemplateSource) =>
  queryOptions({
    queryKey: [...templatesKey, "lint", key, locale, source],
    queryFn: () => api(lintTemplate, { params: { key, locale }, body: source }),
    gcTime: 60_000,
  });

/** What lint says of a layout that is not saved. */
export const layoutLintQuery = (layout: MailLayout) =>
  queryOptions({
    queryKey: [...templatesKey, "lint", "layout", layout],
    queryFn: () => api(lintMailLayout, { body: layout }),
    gcTime: 60_000,
  });

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
