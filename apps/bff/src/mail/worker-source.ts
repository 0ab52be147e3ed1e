import type { AuditSource } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import type { Message } from "./mail-kind.ts";

/** What happens to a mail is nobody's request: its audit rows carry the message in place of one. */
export function workerSource({ clock }: Pick<System, "clock">, message: Message): AuditSource {
  return { clock, actor: null, address: null, userAgent: null, requestId: `message ${message.id}` };
}
