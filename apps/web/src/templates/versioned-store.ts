import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import {
  dropMailLayoutDraft,
  dropTemplateDraft,
  getMailLayout,
  getMailLayoutVersion,
  getTemplate,
  getTemplateVersion,
  listMailLayoutVersions,
  listTemplateVersions,
  type MailLayout,
  type MailLayoutRecord,
  resetMailLayout,
  resetTemplate,
  restoreMailLayout,
  restoreTemplate,
  saveMailLayout,
  saveMailLayoutDraft,
  saveTemplate,
  saveTemplateDraft,
  type TemplateRecord,
  type TemplateSource,
  type TemplateVersion,
} from "@latchkey/contract/templates.ts";
import { api } from "../shared/api.ts";
import { now } from "../shared/now.ts";
import { queryClient } from "../shared/query-client.ts";
import { layoutQuery, templateQuery, templatesQuery, type Versions } from "./queries.ts";

/** A draft that its administrator has not saved. */
export type Draft<Content> = { content: Content; basedOn: number; at: string };

/** How something that has versions stands. */
export type Standing<Content> = {
  origin: "edited" | "default" | "fallback";
  /** The number of the newest version; 0 when there is none. */
  version: number;
  latest: TemplateVersion | null;
  content: Content;
  draft: Draft<Content> | null;
};

/** What can be done with something that has versions and drafts: the words of a template in a language, or the layout. */
export type VersionedStore<Content> = Versions<Content> & {
  /** Asks for it anew. */
  refresh(): Promise<Standing<Content>>;
  saveDraft(content: Content, basedOn: number): Promise<void>;
  dropDraft(): Promise<void>;
  save(content: Content, basedOn: number, note: string): Promise<Standing<Content>>;
  restore(number: number, basedOn: number, note: string): Promise<Standing<Content>>;
  reset(basedOn: number, note: string): Promise<Standing<Content>>;
};

/** The list tells of drafts. */
const refreshList = () => void queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });

const momentOfDraft = () => new Date(now()).toISOString();

/** How a template stands. */
export function templateStanding(record: TemplateRecord): Standing<TemplateSource> {
  const { origin, version, latest, source, draft } = record;
  return { origin, version, latest, content: source, draft };
}

/** How the layout stands. */
export function layoutStanding(record: MailLayoutRecord): Standing<MailLayout> {
  const { origin, version, latest, layout, draft } = record;
  return { origin, version, latest, content: layout, draft };
}

/** A template in one language. */
export function templateStore(key: TemplateKey, locale: Language): VersionedStore<TemplateSource> {
  const params = { key, locale };
  const { queryKey } = templateQuery(key, locale);
  const keep = (record: TemplateRecord) =>
    templateStanding(queryClient.setQueryData(queryKey, record) ?? record);
  const keepDraft = (draft: TemplateRecord["draft"]) => {
    queryClient.setQueryData(queryKey, (record) => record && { ...record, draft });
    refreshList();
  };
  return {
    name: [key, locale],
    refresh: async () => keep(await api(getTemplate, { params })),
    listVersions: () => api(listTemplateVersions, { params }),
    readVersion: async (number) => (await api(getTemplateVersion, { params: { ...params, number } })).source,
    async saveDraft(content, basedOn) {
      await api(saveTemplateDraft, { params, body: { ...content, basedOn } });
      keepDraft({ content, basedOn, at: momentOfDraft() });
    },
    async dropDraft() {
      await api(dropTemplateDraft, { params });
      keepDraft(null);
    },
    save: async (content, basedOn, note) =>
      keep(await api(saveTemplate, { params, body: { ...content, basedOn, note } })),
    restore: async (number, basedOn, note) =>
      keep(await api(restoreTemplate, { params, body: { number, basedOn, note } })),
    reset: async (basedOn, note) => keep(await api(resetTemplate, { params, body: { basedOn, note } })),
  };
}

const { queryKey: layoutKey } = layoutQuery;
const keepLayout = (record: MailLayoutRecord) =>
  layoutStanding(queryClient.setQueryData(layoutKey, record) ?? record);
const keepLayoutDraft = (draft: MailLayoutRecord["draft"]) => {
  queryClient.setQueryData(layoutKey, (record) => record && { ...record, draft });
  refreshList();
};

/** The layout. */
export const layoutStore: VersionedStore<MailLayout> = {
  name: ["layout"],
  refresh: async () => keepLayout(await api(getMailLayout, {})),
  listVersions: () => api(listMailLayoutVersions, {}),
  readVersion: async (number) => (await api(getMailLayoutVersion, { params: { number } })).layout,
  async saveDraft(layout, basedOn) {
    await api(saveMailLayoutDraft, { body: { layout, basedOn } });
    keepLayoutDraft({ content: layout, basedOn, at: momentOfDraft() });
  },
  async dropDraft() {
    await api(dropMailLayoutDraft, {});
    keepLayoutDraft(null);
  },
  save: async (layout, basedOn, note) =>
    keepLayout(await api(saveMailLayout, { body: { layout, basedOn, note } })),
  restore: async (number, basedOn, note) =>
    keepLayout(await api(restoreMailLayout, { body: { number, basedOn, note } })),
  reset: async (basedOn, note) => keepLayout(await api(resetMailLayout, { body: { basedOn, note } })),
};
