import type { AuditSource } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";

/** The operator on the server's shell, with the command that they gave. */
export function operatorSource({ clock }: Pick<System, "clock">, command: string): AuditSource {
  return { clock, actor: { kind: "operator", command } };
}
