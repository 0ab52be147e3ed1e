import type { AddressFault } from "@latchkey/contract/accounts.ts";
import type { Selectable } from "kysely";
import type { System } from "../ctx.ts";
import type { Database } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";

/** A message of the outbox, as its callbacks see it. */
export type Message = Selectable<Database["messages"]>;

/** Stands for the recipient once the user is deleted. */
export const deletedAddress = "deleted";

/** Why a message must not leave any more. */
export type NoLongerWanted = { state: "cancelled" | "expired"; reason: string };

/** What the room that queues a kind of message registers for it. */
export type MailKind = {
  /** The second look before sending: is it still right to send it? Null means yes. */
  stillWanted(tx: Tx, message: Message, system: System): Promise<NoLongerWanted | null>;
  /** The mail service has it, or more than that. Runs in the transaction that records it. */
  onAccepted(tx: Tx, message: Message, system: System): Promise<void>;
  /** It will not arrive. Runs in the transaction that records it. While nobody knows, neither of the two runs. */
  onDropped(tx: Tx, message: Message, system: System): Promise<void>;
};

/**
 * What the outbox tells the other rooms, none of which it knows; the composition root hands it this table. Every part runs
 * in the transaction that records the event.
 */
export type MailKinds = {
  kinds: Record<string, MailKind>;
  /** The address is dead, its holder complained, or the mail service refuses it. */
  onAddressFault(tx: Tx, message: Message, system: System, fault: AddressFault): Promise<void>;
  /** A mail was delivered to the address. */
  onAddressWorks(tx: Tx, message: Message): Promise<void>;
};

/** The kind under which a message was queued. Throws when no room registered it. */
export function kindOf({ kinds }: MailKinds, message: Message): MailKind {
  const kind = kinds[message.kind];
  if (kind === undefined) throw new Error(`No room registered the mail kind ${message.kind}.`);
  return kind;
}
