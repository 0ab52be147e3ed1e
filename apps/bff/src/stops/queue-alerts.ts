import { fullName } from "@latchkey/contract/accounts.ts";
import { EmailAddress } from "@latchkey/contract/email-address.ts";
import { administratorType } from "@latchkey/contract/permissions.ts";
import type { AlertTemplate } from "@latchkey/contract/template-names.ts";
import { readerOf } from "@latchkey/mails/reader-of.ts";
import type { Reader } from "@latchkey/mails/render-template.ts";
import type { UserRow } from "../accounts/user-row.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { addMinutes, type Moment } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { readReaderDefaults } from "../settings/reader-defaults.ts";
import { lifetimes } from "../settings/lifetimes.ts";
import { confirmInForce, renderInForce, type PreparedMail } from "../templates/render-in-force.ts";

/** What was stopped, by the template that tells of it, which is also the name of its mail in the outbox. */
type Alert = {
  template: AlertTemplate;
  stoppedAt: Moment;
  /** Until when something stays stopped; null when no time ends it. */
  expiresAt: Moment | null;
  /** The user is told too, without the address of the record. */
  tellsUser?: true;
};

/** The alert to one person. */
type PreparedAlert = { readerId: string; to: string; template: AlertTemplate; rendered: PreparedMail };

/**
 * Renders what tells every active System Administrator with a valid address of something that was stopped for a user: the
 * slow part, before the transaction of it. An administrator whom it is about is no reader as such.
 */
export async function prepareAlerts(system: System, user: UserRow, alert: Alert): Promise<PreparedAlert[]> {
  const administrators = await system.db
    .selectFrom("users")
    .select(["id", "email", "type", "language", "timeZone"])
    .where("type", "=", administratorType)
    .where("deactivatedAt", "is", null)
    .where("id", "<>", user.id)
    .execute();
  const readers = alert.tellsUser === true ? [user, ...administrators] : administrators;
  const defaults = await readReaderDefaults(system.db);
  return Promise.all(
    readers
      .filter(({ email }) => EmailAddress.safeParse(email).success)
      .map(async (reader) => ({
        readerId: reader.id,
        to: reader.email!,
        template: alert.template,
        rendered: await renderAlert(system, user, { ...reader, ...readerOf(reader, defaults) }, alert),
      })),
  );
}

/** Queues the alerts in the transaction of the stop; `aboutId` names what they are about. */
export async function queueAlerts(
  system: System,
  tx: Tx,
  alerts: readonly PreparedAlert[],
  aboutId: string,
): Promise<void> {
  const endsAt = addMinutes(system.clock.now(), lifetimes.noticeMinutes);
  for (const { readerId, to, template, rendered } of alerts) {
    const { mail, openParts, templateVersion } = await confirmInForce(system, tx, rendered);
    await queueMail(system, tx, {
      id: newId(),
      userId: readerId,
      kind: template,
      aboutId,
      mail: { to, ...mail, tag: template },
      ...(openParts !== undefined && { openParts }),
      templateVersion,
      expiresAt: endsAt,
      giveUpAt: endsAt,
    });
  }
}

async function renderAlert(
  system: System,
  user: UserRow,
  reader: Reader & Pick<UserRow, "id" | "type">,
  { template, stoppedAt, expiresAt }: Alert,
): Promise<PreparedMail> {
  const { publicUrl } = system.installation;
  return renderInForce(system, system.db, template, {
    reader,
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
      expiresAt,
      signInUrl: `${publicUrl}/sign-in`,
      actor: "you",
      readerIsAdministrator: reader.type === administratorType,
      stopLink: null,
      recordUrl: reader.id === user.id ? null : `${publicUrl}/users/${user.id}`,
      stoppedAt,
    },
  });
}
