import { administratorType } from "@latchkey/contract/permissions.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { canonicalUserName } from "@latchkey/contract/user-name.ts";
import type { System } from "../ctx.ts";
import { makeEmergencyLink } from "../recoveries/make-emergency-link.ts";

/** Break-emergency: prints a one-time link for a System Administrator who is locked out. Returns the exit code. */
export async function printEmergencyLink(system: System, userName: string | undefined): Promise<number> {
  const administrators = await system.db
    .selectFrom("users")
    .select(["id", "userName", "userNameKey", "firstName", "lastName"])
    .where("type", "=", administratorType)
    .where("deactivatedAt", "is", null)
    .orderBy("userNameKey")
    .execute();
  const matching = administrators.filter(
    (user) => userName === undefined || user.userNameKey === canonicalUserName(userName),
  );
  const [chosen] = matching;
  if (chosen === undefined || matching.length > 1) {
    const known = administrators.map((user) => `  ${user.userName}  (${fullName(user)})`).join("\n");
    process.stderr.write(
      administrators.length === 0
        ? "There is no System Administrator yet. Start Latchkey and open the set-up link that it prints.\n"
        : `Say which active System Administrator is meant:\n${known}\n`,
    );
    return 1;
  }
  const { link, expiresAt } = await makeEmergencyLink(system, chosen.id);
  system.log.warn("emergency-link.made", { userId: chosen.id, expiresAt });
  process.stdout.write(
    `A one-time link for ${fullName(chosen)} (${chosen.userName}), good until ${expiresAt}:\n${link}\n`,
  );
  return 0;
}
