import { administratorType } from "@latchkey/contract/permissions.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { transact, type Tx } from "../db/transaction.ts";
import { checkNewPassword } from "../passwords/check-new-password.ts";
import { newId } from "../ports/random.ts";
import { ownTurn } from "../ports/turns.ts";
import { insertUser } from "../users/create-user.ts";
import { hasAdministrator } from "./setup-link.ts";

/** Who the first System Administrator is. */
type FirstAdministrator = { userName: string; firstName: string | null; lastName: string; email: string };

/** Writes the first System Administrator with their own password. Returns the id. */
export async function insertFirstAdministrator(
  system: System,
  tx: Tx,
  person: FirstAdministrator,
  passwordHash: string,
): Promise<string> {
  const id = newId();
  await insertUser(system, tx, id, {
    ...person,
    salutation: null,
    title: null,
    phone: null,
    type: administratorType,
    isActive: true,
    teams: [],
    language: null,
    timeZone: null,
  });
  await tx.updateTable("users").set({ passwordHash, passwordVersion: 1 }).where("id", "=", id).execute();
  return id;
}

/**
 * Unattended set-up from the environment; does nothing once an administrator exists.
 * Throws `password-refused` when the password does not meet the rules.
 */
export async function setUpUnattended(
  system: System,
  person: { userName: string; email: string; password: string },
): Promise<void> {
  if (await hasAdministrator(system.db)) return;
  const fields = {
    userName: person.userName,
    firstName: null,
    lastName: person.userName,
    email: person.email,
  };
  checkNewPassword(system, fields, person.password, false);
  const passwordHash = await system.hasher.hash(person.password, ownTurn);
  await transact(system, async (tx) => {
    if (await hasAdministrator(tx)) return;
    const id = await insertFirstAdministrator(system, tx, fields, passwordHash);
    await recordAudit(
      tx,
      { clock: system.clock, actor: { kind: "operator", command: "start" } },
      { action: "setup.completed", subjectId: id, details: { from: "environment" } },
    );
  });
}
