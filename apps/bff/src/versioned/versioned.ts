import type { AuditEntry } from "../audit/record-audit.ts";
import type { Ctx } from "../ctx.ts";
import type { Database } from "../db/schema.ts";

/** The place of something among all that has versions. */
export type Slot = Pick<Database["templateVersions"], "key" | "locale">;

/** What the audit trail keeps of a version, whatever it is one of. */
export type VersionFacts = { version: string; restores?: string; note?: string; difference: string };

/** Something that has versions, as the store needs to know it. */
export type Stored<Content> = {
  slot: Slot;
  /** What is in force while nobody has saved anything, and after a reset. */
  builtIn(): Content;
  /** Reads what a version or draft holds. */
  read(content: string): Content;
  /** A content for the difference, line by line. */
  tell(content: Content): string;
  /** What the audit trail says of a new version. */
  entry(done: "saved" | "restored" | "reset", facts: VersionFacts): AuditEntry;
};

/** Something that has versions, as its room knows it. */
export type Versioned<Content, Sent, Shown, StandingRecord> = Stored<Content> & {
  /** Takes the content out of a body. */
  contentOf(sent: Sent): Content;
  /** Names the content of a version for a reply. */
  show(content: Content): Shown;
  /** Throws `invalid-fields` for what must not come into force. */
  refuseErrors(ctx: Ctx, content: Content): Promise<void>;
  /** It, with all that its editor needs. */
  readRecord(ctx: Ctx): Promise<StandingRecord>;
};
