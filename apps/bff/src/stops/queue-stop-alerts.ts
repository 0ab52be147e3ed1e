import { administratorType } from "@latchkey/contract/permissions.ts";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { confirmInForce, renderInForce } from "../templates/render-in-force.ts";
import type { UserRow } from "../accounts/user-row.ts";

/** The name of its mail in the outbox. */
export const stopAlertMailKind = "recovery-stopped";

/**
 * Tells every active System Administrator with a valid address, but for the user, that the user said "this wasn't me", in the
 * transaction of it. Returns how many are told.
 */
export async function queueStopAlerts(
  system: System,
  tx: Tx,
  user: UserRow,
  stop: { stopLinkId: string; stoppedAt: Moment; selfServiceBlockedUntil: Moment },
): Promise<number> {
  const administrators = await tx
    .selectFrom("users")
    .select(["id", "email", "language", "timeZone"])
    .where("type", "=", administratorType)
    .where("deactivatedAt", "is", null)
    .where("id", "<>", user.id)
    .execute();
  const told = administrators.filter(({ email }) => EmailAddress.safeParse(email).success);
  const endsAt = addMinutes(stop.stoppedAt, lifetimes.noticeMinutes);
  for (const administrator of told) {
    const alert = await renderAlert(system, tx, user, administrator, stop);
    await queueMail(system, tx, {
      id: newId(),
      userId: administrator.id,
      kind: stopAlertMailKind,
      aboutId: stop.stopLinkId,
      ...alert,
      expiresAt: endsAt,
      giveUpAt: endsAt,
    });
  }
  return told.length;
}

async function renderAlert(
  system: System,
  tx: Tx,
  user: UserRow,
  reader: Pick<UserRow, "email" | "language" | "timeZone">,
  stop: { stoppedAt: Moment; selfServiceBlockedUntil: Moment },
) {
  const { publicUrl, mailFrom } = system.installation;
  const prepared = await renderInForce(system, tx, "recovery-stopped", {
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
  const { mail, openParts, templateVersion } = await confirmInForce(system, tx, prepared);
  const addressed = { from: mailFrom, to: reader.email!, ...mail, tag: "recovery-stopped" };
  return { mail: addressed, openParts, templateVersion };
}
