import type { updateProfile as route } from "@latchkey/contract/users.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import type { Verb } from "../http/verb.ts";
import { readUser } from "../accounts/user-row.ts";

/** Sets one's own language, time zone, theme and keys. The last two are nobody else's business and no change of the record. */
export const updateProfile: Verb<typeof route> = async (ctx, { body: { theme, oneSignKeys, ...shared } }) => {
  const { userId } = signedIn(ctx);
  await transact(ctx, async (tx) => {
    const user = await readUser(tx, userId);
    const own = {
      ...(theme !== undefined && { theme }),
      ...(oneSignKeys !== undefined && { oneSignKeysOffAt: oneSignKeys ? null : ctx.clock.now() }),
    };
    if (Object.keys(own).length > 0) {
      await tx.updateTable("users").set(own).where("id", "=", userId).execute();
    }
    const changed = (["language", "timeZone"] as const).filter(
      (field) => shared[field] !== undefined && shared[field] !== user[field],
    );
    if (changed.length === 0) return;
    await tx
      .updateTable("users")
      .set({ ...shared, version: user.version + 1, updatedAt: ctx.clock.now() })
      .where("id", "=", userId)
      .execute();
    await recordAudit(tx, ctx, {
      action: "user.updated",
      subjectId: userId,
      details: { fields: changed.join(", ") },
    });
  });
};
