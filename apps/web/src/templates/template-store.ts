import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import { type TemplateRecord, templateRoutes, type TemplateSource } from "@latchkey/contract/templates.ts";
import { type Standing, type VersionedStore, versionedStore } from "../versioned/versioned-store.ts";
import { refreshTemplates, templateQuery } from "./queries.ts";

/** How a template stands. */
export function templateStanding(record: TemplateRecord): Standing<TemplateSource> {
  const { origin, version, latest, source, draft } = record;
  return { origin, version, latest, content: source, draft };
}

/** A template in one language. */
export function templateStore(key: TemplateKey, locale: Language): VersionedStore<TemplateSource> {
  return versionedStore({
    name: [key, locale],
    routes: templateRoutes,
    place: { params: { key, locale } },
    queryKey: templateQuery(key, locale).queryKey,
    standingOf: templateStanding,
    contentOf: ({ source }) => source,
    send: (source) => source,
    onDraft: refreshTemplates,
  });
}
