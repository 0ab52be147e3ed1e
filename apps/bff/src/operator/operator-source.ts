import type { AuditSource } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";

/** The operator on the server's shell, as the audit trail names them. */
export function operatorSource(system: Pick<System, "clock">, command: string): AuditSource {
  return {
    clock: system.clock,
    actor: null,
    address: null,
    userAgent: null,
    requestId: `${command} on the server's shell`,
  };
}
