import type { ReplyOf, RequestOf, RouteDescription } from "@latchkey/contract/route.ts";
import type { Version, versionedRoutes } from "@latchkey/contract/versioned.ts";
import type { QueryKey } from "@tanstack/react-query";
import { api } from "../shared/api.ts";
import { now } from "../shared/now.ts";
import { queryClient } from "../shared/query-client.ts";

/** A draft that its administrator has not saved. */
export type Draft<Content> = { content: Content; basedOn: number; at: string };

/** How something that has versions stands. */
export type Standing<Content> = {
  origin: "edited" | "default" | "fallback";
  /** The number of the newest version; 0 when there is none. */
  version: number;
  latest: Version | null;
  content: Content;
  draft: Draft<Content> | null;
};

/** What can be done with something that has versions and drafts. */
export type VersionedStore<Content> = {
  /** Names it among all others. */
  name: readonly string[];
  /** Asks for it anew. */
  refresh(): Promise<Standing<Content>>;
  listVersions(): Promise<{ versions: Version[]; total: number }>;
  /** What a version said; 0 is the built-in default. */
  readVersion(number: number): Promise<Content>;
  saveDraft(content: Content, basedOn: number): Promise<void>;
  dropDraft(): Promise<void>;
  save(content: Content, basedOn: number, note: string): Promise<Standing<Content>>;
  restore(number: number, basedOn: number, note: string): Promise<Standing<Content>>;
  reset(basedOn: number, note: string): Promise<Standing<Content>>;
};

type Routes = Record<keyof ReturnType<typeof versionedRoutes>, RouteDescription>;

type BodyOf<Route extends RouteDescription> =
  RequestOf<Route> extends { body: infer Body extends object } ? Body : object;

type Versioned<Of extends Routes, Content> = {
  name: readonly string[];
  /** Made by `versionedRoutes`. */
  routes: Of;
  /** Which one of many; empty for the only one of its kind. */
  place: RequestOf<Of["get"]>;
  /** Where its record is cached. */
  queryKey: QueryKey;
  standingOf(record: ReplyOf<Of["get"]>): Standing<Content>;
  /** Takes the content out of the reply of a version. */
  contentOf(version: ReplyOf<Of["getVersion"]>): Content;
  /** The content as it is sent. */
  send(content: Content): Omit<BodyOf<Of["saveDraft"]>, "basedOn">;
  /** A draft came or went. */
  onDraft(): void;
};

/** Calls the routes of something that has versions, and keeps its cached record true. */
export function versionedStore<Of extends Routes, Content>({
  name,
  routes,
  place,
  queryKey,
  standingOf,
  contentOf,
  send,
  onDraft,
}: Versioned<Of, Content>): VersionedStore<Content> {
  const { params } = place as { params?: object };
  const ask = <Reply>(route: RouteDescription, request: { params?: object; body?: object } = {}) =>
    api(route, { params, ...request }) as Promise<Reply>;
  // What makes a version replies with the record, as `get` does.
  async function keep(route: RouteDescription, body?: object) {
    const record = await ask<ReplyOf<Of["get"]>>(route, { body });
    return standingOf(queryClient.setQueryData<typeof record>(queryKey, () => record) ?? record);
  }
  function keepDraft(draft: Draft<Content> | null) {
    queryClient.setQueryData<object>(queryKey, (record) => record && { ...record, draft });
    onDraft();
  }
  return {
    name,
    refresh: () => keep(routes.get),
    listVersions: () => ask(routes.listVersions),
    readVersion: async (number) =>
      contentOf(await ask<ReplyOf<Of["getVersion"]>>(routes.getVersion, { params: { ...params, number } })),
    async saveDraft(content, basedOn) {
      await ask(routes.saveDraft, { body: { ...send(content), basedOn } });
      keepDraft({ content, basedOn, at: new Date(now()).toISOString() });
    },
    async dropDraft() {
      await ask(routes.dropDraft);
      keepDraft(null);
    },
    save: (content, basedOn, note) => keep(routes.save, { ...send(content), basedOn, note }),
    restore: (number, basedOn, note) => keep(routes.restore, { number, basedOn, note }),
    reset: (basedOn, note) => keep(routes.reset, { basedOn, note }),
  };
}
