import { z } from "zod";
import type { VersionedNoun } from "./audit-actions.ts";
import type { Permission } from "./permissions.ts";
import type { ProblemType } from "./problem.ts";
import { body, emptyReply, reply, type RouteDescription } from "./route.ts";
import { lineOfText, Moment } from "./text.ts";

/** How long the note of a version may be, in UTF-16 units. */
export const longestNote = 200;

/** How many versions a history shows at most. */
export const mostVersions = 200;

/** A version as a row of the history. */
export const Version = z.strictObject({
  number: z.number().int(),
  /** Why it came to be. A `reset` one has no content of its own: the built-in default is in force. */
  kind: z.enum(["edited", "restored", "reset"]),
  /** With `restored`: the number of the version that it repeats. */
  restores: z.number().int().nullable(),
  note: z.string(),
  author: z.string(),
  at: Moment,
});
export type Version = z.infer<typeof Version>;

/** How it stands with the versions of something, for its record. */
export const standing = <Content extends z.ZodType>(content: Content) => ({
  /** The number to send as `basedOn`: that of the newest version, 0 when there is none. */
  version: z.number().int(),
  latest: Version.nullable(),
  /** The asking administrator's own draft. */
  draft: z
    .strictObject({
      content,
      /** The number of the version that it began from; a newer one means that somebody saved in the meantime. */
      basedOn: z.number().int(),
      at: Moment,
    })
    .nullable(),
});

const BasedOn = z.number().int().min(0).max(1_000_000_000);
const Note = lineOfText(longestNote);
const VersionNumber = z.coerce.number().int().min(0).max(1_000_000_000);

/** Where one of many is named by its address, requests have params; the only one of its kind has none. */
type Place<Params extends z.ZodRawShape> = keyof Params extends never
  ? object
  : { params: z.ZodObject<Params, z.core.$strict> };

/** What the routes of something that has versions are made from. */
type Versioned<
  Noun extends VersionedNoun,
  Params extends z.ZodRawShape,
  Sent extends z.ZodRawShape,
  Shown extends z.ZodRawShape,
  StandingRecord extends z.ZodType,
> = {
  /** What summaries and the audit trail call it. */
  noun: Noun;
  path: string;
  /** What the path names, when there are many. */
  params: Params;
  access: Permission;
  /** Its content as it is sent, beside `basedOn` and `note`. */
  sent: z.ZodObject<Sent, z.core.$strict>;
  /** The content of a version, beside the version. */
  shown: Shown;
  /** All that its editor needs, with its `standing`. */
  record: StandingRecord;
};

/**
 * The routes of something that is saved with author, note and difference: to read and save it, to keep one's own draft, and to
 * read, restore and reset its versions.
 */
export function versionedRoutes<
  const Noun extends VersionedNoun,
  Params extends z.ZodRawShape,
  Sent extends z.ZodRawShape,
  Shown extends z.ZodRawShape,
  StandingRecord extends z.ZodType,
>({ noun, path, params, access, sent, shown, record }: Versioned<Noun, Params, Sent, Shown, StandingRecord>) {
  const isOneOfMany = Object.keys(params).length > 0;
  const name = isOneOfMany ? `a ${noun}` : `the ${noun}`;
  const place = isOneOfMany ? { params: z.strictObject(params) } : {};
  const at = <Rest extends object>(rest: Rest) => ({ ...place, ...rest }) as Place<Params> & Rest;
  const misplaced: ProblemType[] = isOneOfMany ? ["not-found"] : [];
  const responses = { 200: reply(`The ${noun}`, record) } as const;
  return {
    get: {
      method: "get",
      path,
      summary: `Read ${name}`,
      access,
      request: at({}),
      responses,
      problems: misplaced,
    },
    /**
     * Saves a new version, and drops the author's draft. Refused with `version-conflict` when `basedOn` is no longer the newest
     * version: `get` has the other one. Content that has errors is refused with `invalid-fields`.
     */
    save: {
      method: "put",
      path,
      summary: `Save a new version of ${name}`,
      access,
      audits: { done: [`${noun}.saved`], refused: `${noun}.saved` },
      request: at({ body: body(sent.extend({ basedOn: BasedOn, note: Note })) }),
      responses,
      problems: [...misplaced, "version-conflict", "invalid-fields"],
    },
    /** Keeps what an administrator has typed so far, for that administrator alone; nothing in it is refused. */
    saveDraft: {
      method: "put",
      path: `${path}/draft`,
      summary: `Keep one's own draft of ${name}`,
      access,
      audits: null,
      request: at({ body: body(sent.extend({ basedOn: BasedOn })) }),
      responses: { 204: emptyReply("Kept") },
      problems: misplaced,
    },
    /** Forgets one's own draft. */
    dropDraft: {
      method: "delete",
      path: `${path}/draft`,
      summary: `Drop one's own draft of ${name}`,
      access,
      audits: null,
      request: at({}),
      responses: { 204: emptyReply("Dropped") },
      problems: misplaced,
    },
    listVersions: {
      method: "get",
      path: `${path}/versions`,
      summary: `The versions of ${name}`,
      access,
      request: at({}),
      responses: {
        200: reply(
          `Newest first, at most ${mostVersions}`,
          z.strictObject({ versions: z.array(Version), total: z.number().int() }),
        ),
      },
      problems: misplaced,
    },
    /** What a version holds. Number 0 stands for the built-in default, as does a `reset`. */
    getVersion: {
      method: "get",
      path: `${path}/versions/{number}`,
      summary: `Read a version of ${name}`,
      access,
      request: { params: z.strictObject({ ...params, number: VersionNumber }) },
      responses: { 200: reply("The version", z.strictObject({ version: Version.nullable(), ...shown })) },
      problems: ["not-found"],
    },
    /** Saves an earlier version anew. */
    restore: {
      method: "post",
      path: `${path}/restorations`,
      summary: `Restore a version of ${name}`,
      access,
      audits: { done: [`${noun}.restored`], refused: `${noun}.restored` },
      request: at({
        body: body(z.strictObject({ number: z.number().int().min(1), basedOn: BasedOn, note: Note })),
      }),
      responses,
      problems: ["not-found", "version-conflict", "invalid-fields"],
    },
    /** Puts the built-in default back in force; the versions stay. */
    reset: {
      method: "post",
      path: `${path}/resets`,
      summary: `Reset ${name} to its default`,
      access,
      audits: { done: [`${noun}.reset`], refused: `${noun}.reset` },
      request: at({ body: body(z.strictObject({ basedOn: BasedOn, note: Note })) }),
      responses,
      problems: [...misplaced, "version-conflict"],
    },
  } as const satisfies Record<string, RouteDescription>;
}
