import type { Selectable } from "kysely";
import type { System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";

/** A message of the outbox, as its callbacks see it. */
export type Message = Selectable<Database["messages"]>;

/** Why a message must not leave any more. */
export type NoLongerWanted = { state: "cancelled" | "expired"; reason: string };

/**
 * What the room that queues a kind of message registers for it. The outbox knows no other room; the composition root
 * hands it the table of kinds.
 */
export type MailKind = {
  /** The second look before sending: is it still right to send it? Null means yes. */
  stillWanted(tx: Tx, message: Message, system: System): Promise<NoLongerWanted | null>;
  /** The mail service has it. Runs in the transaction that records it. */
  onAccepted(tx: Tx, message: Message, system: System): Promise<void>;
  /** It will not go out, or nobody knows whether it did. Runs in the transaction that records it. */
  onDropped(tx: Tx, message: Message, system: System): Promise<void>;
};

/** Every kind of message, by name. */
export type MailKinds = Record<string, MailKind>;
