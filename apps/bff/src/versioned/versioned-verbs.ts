import type { Ctx } from "../ctx.ts";
import {
  addVersion,
  contentIn,
  listVersions,
  putDraft,
  readVersion,
  removeDraft,
  versionSummary,
} from "./version-store.ts";
import type { Versioned } from "./versioned.ts";

type Based = { basedOn: number; note: string };

/** The verbs of `versionedRoutes`, for what `at` finds at a request's params. */
export function versionedVerbs<Params, Content, Sent, Shown, StandingRecord>(
  at: (params: Params) => Versioned<Content, Sent, Shown, StandingRecord>,
) {
  type Place = { params: Params };
  return {
    /** As it stands. */
    get: (ctx: Ctx, { params }: Place) => at(params).readRecord(ctx),

    /** Saves a new version, unless it has errors or somebody else saved one in the meantime. */
    async save(ctx: Ctx, { params, body }: Place & { body: Sent & Based }) {
      const thing = at(params);
      const { basedOn, note } = body;
      const content = thing.contentOf(body);
      await thing.refuseErrors(ctx, content);
      await addVersion(ctx, thing, { kind: "edited", content: JSON.stringify(content), note, basedOn });
      return thing.readRecord(ctx);
    },

    /** Saves an earlier version anew; what it holds must have no errors as they are found today. */
    async restore(ctx: Ctx, { params, body }: Place & { body: Based & { number: number } }) {
      const thing = at(params);
      const { number, basedOn, note } = body;
      const { content } = await readVersion(ctx.db, thing.slot, number);
      if (content !== null) await thing.refuseErrors(ctx, thing.read(content));
      await addVersion(ctx, thing, { kind: "restored", restores: number, content, note, basedOn });
      return thing.readRecord(ctx);
    },

    /** Reset to Default: puts back in force what is built in. */
    async reset(ctx: Ctx, { params, body: { basedOn, note } }: Place & { body: Based }) {
      const thing = at(params);
      await addVersion(ctx, thing, { kind: "reset", content: null, note, basedOn });
      return thing.readRecord(ctx);
    },

    /** Keeps what an administrator typed so far, whatever it is. */
    async saveDraft(ctx: Ctx, input: Place & { body: Sent & { basedOn: number } }): Promise<undefined> {
      const { slot, contentOf } = at(input.params);
      await putDraft(ctx, slot, JSON.stringify(contentOf(input.body)), input.body.basedOn);
    },

    /** Forgets one's own draft. */
    async dropDraft(ctx: Ctx, { params }: Place): Promise<undefined> {
      await removeDraft(ctx, at(params).slot);
    },

    /** Every version. */
    listVersions: (ctx: Ctx, { params }: Place) => listVersions(ctx.db, at(params).slot),

    /** What a version holds; number 0 and resets stand for what is built in. */
    async getVersion(ctx: Ctx, { params }: { params: Params & { number: number } }) {
      const thing = at(params);
      if (params.number === 0) return { version: null, ...thing.show(thing.builtIn()) };
      const row = await readVersion(ctx.db, thing.slot, params.number);
      return { version: versionSummary(row), ...thing.show(contentIn(thing, row.content)) };
    },
  };
}
