import type { AuditSource } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";

/** What happens to a mail is the worker's act, and nobody's request. */
export function workerSource({ clock }: Pick<System, "clock">): AuditSource {
  return { clock, actor: { kind: "worker" } };
}
