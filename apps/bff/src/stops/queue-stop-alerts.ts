import { administratorType } from "@latchkey/contract/permissions.ts";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { confirmInForce, renderInForce, type PreparedMail } from "../templates/render-in-force.ts";
import type { UserRow } from "../accounts/user-row.ts";

/** The name of its mail in the outbox. */
export const stopAlertMailKind = "recovery-stopped";

/** The alert to one administrator. */
type PreparedAlert = { administratorId: string; to: string; rendered: PreparedMail };

type Stop = { stoppedAt: Moment; selfServiceBlockedUntil: Moment };

/**
 * Renders the alerts to every active System Administrator with a valid address, but for the user, that the user said "this
 * wasn't me": the slow part, before the transaction of it.
 */
export async function prepareStopAlerts(system: System, user: UserRow, stop: Stop): Promise<PreparedAlert[]> {
  const administrators = await system.db
    .selectFrom("users")
    .select(["id", "email", "language", "timeZone"])
    .where("type", "=", administratorType)
    .where("deactivatedAt", "is", null)
    .where("id", "<>", user.id)
    .execute();
  const told = administrators.filter(({ email }) => EmailAddress.safeParse(email).success);
  return Promise.all(
    told.map(async (administrator) => ({
      administratorId: administrator.id,
      to: administrator.email!,
      rendered: await renderAlert(system, user, administrator, stop),
    })),
  );
}

/** Queues the alerts in the transaction of the stop, which `stopLinkId` names. */
export async function queueStopAlerts(
  system: System,
  tx: Tx,
  alerts: readonly PreparedAlert[],
  stopLinkId: string,
): Promise<void> {
  const endsAt = addMinutes(system.clock.now(), lifetimes.noticeMinutes);
  for (const { administratorId, to, rendered } of alerts) {
    const { mail, openParts, templateVersion } = await confirmInForce(system, tx, rendered);
    await queueMail(system, tx, {
      id: newId(),
      userId: administratorId,
      kind: stopAlertMailKind,
      aboutId: stopLinkId,
      mail: { from: system.installation.mailFrom, to, ...mail, tag: stopAlertMailKind },
      ...(openParts !== undefined && { openParts }),
      templateVersion,
      expiresAt: endsAt,
      giveUpAt: endsAt,
    });
  }
}

function renderAlert(
  system: System,
  user: UserRow,
  reader: Pick<UserRow, "language" | "timeZone">,
  stop: Stop,
): Promise<PreparedMail> {
  const { publicUrl } = system.installation;
  return renderInForce(system, system.db, "recovery-stopped", {
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
      expiresAt: stop.selfServiceBlockedUntil,
      signInUrl: `${publicUrl}/sign-in`,
      actor: "you",
      stopLink: null,
      recordUrl: `${publicUrl}/users/${user.id}`,
      stoppedAt: stop.stoppedAt,
    },
  });
}
