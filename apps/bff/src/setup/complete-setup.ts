import { ProblemError } from "@latchkey/contract/problem.ts";
import type { completeSetup as route } from "@latchkey/contract/setup.ts";
import { TimeZone } from "@latchkey/contract/time-zone.ts";
import { turnOf } from "../accounts/turn-of.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { checkNewPassword } from "../passwords/check-new-password.ts";
import { hashToken } from "../ports/hasher.ts";
import { setReaderDefaults } from "../settings/reader-defaults.ts";
import { insertFirstAdministrator } from "./first-administrator.ts";
import { insertSampleUsers, makeSampleUsers } from "./sample-users.ts";
import { checkSetupToken } from "./setup-link.ts";

/** Makes the first System Administrator, and the sample users when asked. Works once. */
export const completeSetup: Verb<typeof route> = async (ctx, { body }) => {
  const { token, password, sampleUsers, language, timeZone, ...fields } = body;
  await checkSetupToken(ctx.db, token);
  checkNewPassword(ctx, fields, password, false);
  const passwordHash = await ctx.hasher.hash(password, turnOf(ctx));
  const samples = sampleUsers ? await makeSampleUsers(ctx, fields) : [];

  const now = ctx.clock.now();
  await transact(ctx, async (tx) => {
    await checkSetupToken(tx, token);
    const used = await tx
      .updateTable("setupLinks")
      .set({ usedAt: now })
      .where("tokenHash", "=", hashToken(token))
      .where("usedAt", "is", null)
      .executeTakeFirst();
    if (used.numUpdatedRows !== 1n) throw new ProblemError("setup-link-wrong");
    await setReaderDefaults(tx, { language, timeZone: TimeZone.safeParse(timeZone).data ?? null });
    const id = await insertFirstAdministrator(ctx, tx, fields, passwordHash);
    await insertSampleUsers(ctx, tx, samples, id);
    await recordAudit(tx, ctx, {
      action: "setup.completed",
      subjectId: id,
      details: { sampleUsers: String(samples.length) },
    });
  });
};
