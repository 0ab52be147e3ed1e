import { fullName } from "@latchkey/contract/accounts.ts";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { administratorType } from "@latchkey/contract/permissions.ts";
import { madeFromRecord, readUnchanged } from "../accounts/read-unchanged.ts";
import { readUser, type UserRow } from "../accounts/user-row.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { workerSource } from "../mail/worker-source.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { confirmInForce, renderInForce, type PreparedMail } from "../templates/render-in-force.ts";

/** The name of its mail in the outbox. */
export const signInStoppedMailKind = "sign-in-stopped";

type PreparedAlert = { readerId: string; to: string; rendered: PreparedMail };

/**
 * Tells the user and every System Administrator that signing in to an account was stopped, once for each stop. The request
 * that brought it about does not: it would take longer where there is somebody to tell. Returns false when there is none.
 */
export async function tellOfStop(system: System): Promise<boolean> {
  return madeFromRecord(async () => {
    const stop = await system.db
      .selectFrom("throttles")
      .select(["key", "stoppedAt", "tellUserId"])
      .where("tellUserId", "is not", null)
      .executeTakeFirst();
    if (stop === undefined) return false;
    const seen = await readUser(system.db, stop.tellUserId!);
    const alerts = await prepareAlerts(system, seen, stop.stoppedAt ?? system.clock.now());

    await transact(system, async (tx) => {
      const told = await tx
        .updateTable("throttles")
        .set({ tellUserId: null })
        .where("key", "=", stop.key)
        .where("tellUserId", "=", seen.id)
        .executeTakeFirst();
      // A success, or another server, came first.
      if (told.numUpdatedRows !== 1n) return;
      await readUnchanged(tx, seen);
      const endsAt = addMinutes(system.clock.now(), lifetimes.noticeMinutes);
      for (const { readerId, to, rendered } of alerts) {
        const { mail, openParts, templateVersion } = await confirmInForce(system, tx, rendered);
        await queueMail(system, tx, {
          id: newId(),
          userId: readerId,
          kind: signInStoppedMailKind,
          aboutId: seen.id,
          mail: { from: system.installation.mailFrom, to, ...mail, tag: signInStoppedMailKind },
          ...(openParts !== undefined && { openParts }),
          templateVersion,
          expiresAt: endsAt,
          giveUpAt: endsAt,
        });
      }
      await recordAudit(tx, workerSource(system), {
        action: "sign-in.stopped",
        subjectId: seen.id,
        details: { toldAdministrators: String(alerts.filter(({ readerId }) => readerId !== seen.id).length) },
      });
    });
    return true;
  });
}

/** One mail to the user, and one to every active System Administrator, wherever there is a valid address. */
async function prepareAlerts(system: System, user: UserRow, stoppedAt: Moment): Promise<PreparedAlert[]> {
  const administrators = await system.db
    .selectFrom("users")
    .selectAll()
    .where("type", "=", administratorType)
    .where("deactivatedAt", "is", null)
    .where("id", "<>", user.id)
    .execute();
  const readers = [user, ...administrators].filter(({ email }) => EmailAddress.safeParse(email).success);
  return Promise.all(
    readers.map(async (reader) => ({
      readerId: reader.id,
      to: reader.email!,
      rendered: await renderAlert(system, user, reader, stoppedAt),
    })),
  );
}

function renderAlert(
  system: System,
  user: UserRow,
  reader: UserRow,
  stoppedAt: Moment,
): Promise<PreparedMail> {
  const { publicUrl } = system.installation;
  return renderInForce(system, system.db, signInStoppedMailKind, {
    reader: { locale: reader.language ?? "en", timeZone: reader.timeZone ?? "UTC" },
    values: {
      user: {
        firstName: user.firstName,
        lastName: user.lastName,
        name: fullName(user),
        userName: user.userName,
        email: user.email,
      },
      link: null,
      password: null,
      expiresAt: null,
      signInUrl: `${publicUrl}/sign-in`,
      actor: "you",
      stopLink: null,
      recordUrl: reader.id === user.id ? null : `${publicUrl}/users/${user.id}`,
      stoppedAt,
    },
  });
}
