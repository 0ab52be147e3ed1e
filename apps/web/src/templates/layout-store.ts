import { type MailLayout, type MailLayoutRecord, mailLayoutRoutes } from "@latchkey/contract/templates.ts";
import { type Standing, type VersionedStore, versionedStore } from "../versioned/versioned-store.ts";
import { layoutQuery, refreshTemplates } from "./queries.ts";

/** How the layout stands. */
export function layoutStanding(record: MailLayoutRecord): Standing<MailLayout> {
  const { origin, version, latest, layout, draft } = record;
  return { origin, version, latest, content: layout, draft };
}

/** The layout. */
export const layoutStore: VersionedStore<MailLayout> = versionedStore({
  name: ["layout"],
  routes: mailLayoutRoutes,
  place: {},
  queryKey: layoutQuery.queryKey,
  standingOf: layoutStanding,
  contentOf: ({ layout }) => layout,
  send: (layout) => ({ layout }),
  onDraft: refreshTemplates,
});
