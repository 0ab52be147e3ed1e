import { fullName } from "@latchkey/contract/accounts.ts";
import { administratorType } from "@latchkey/contract/permissions.ts";
import type { StoppableMail } from "@latchkey/contract/stops.ts";
import type { UserRow } from "../accounts/user-row.ts";
import type { System } from "../ctx.ts";
import type { Moment } from "../ports/clock.ts";
import { newToken } from "../ports/random.ts";
import { readReader } from "../settings/reader-defaults.ts";
import { renderInForce, type PreparedMail } from "../templates/render-in-force.ts";

/** What a mail to a user says. */
export type MailSpec = {
  template: StoppableMail;
  actor: "an administrator" | "you";
  link?: string;
  password?: string;
  expiresAt?: Moment;
  /** False where the reader may be somebody else than the user: it has no "this wasn't me" link. */
  isStoppable?: boolean;
};

/** A mail that was rendered before the transaction that queues it, with what makes its "this wasn't me" link work. */
export type PreparedStoppableMail = {
  userId: string;
  to: string;
  template: StoppableMail;
  /** The secret of the stop link in it; null without one. */
  stopToken: string | null;
  rendered: PreparedMail;
};

/** Whom a mail is to, and how they are addressed. */
export type Recipient = Pick<
  UserRow,
  "id" | "firstName" | "lastName" | "userName" | "type" | "language" | "timeZone"
>;

/**
 * Renders a mail to a user in the words in force, in the user's language and time zone, with a "this wasn't me" link of its
 * own: the slow part, before the transaction. `to` is the user's address.
 */
export async function prepareMail(
  system: System,
  user: Recipient,
  to: string,
  { template, actor, link, password, expiresAt, isStoppable = true }: MailSpec,
): Promise<PreparedStoppableMail> {
  const { publicUrl } = system.installation;
  const stopToken = isStoppable ? newToken(system.random) : null;
  const rendered = await renderInForce(system, system.db, template, {
    reader: await readReader(system.db, user),
    values: {
      user: {
        firstName: user.firstName,
        lastName: user.lastName,
        name: fullName(user),
        userName: user.userName,
        email: to,
      },
      link: link ?? null,
      password: password ?? null,
      expiresAt: expiresAt ?? null,
      signInUrl: `${publicUrl}/sign-in`,
      actor,
      readerIsAdministrator: user.type === administratorType,
      stopLink: stopToken === null ? null : `${publicUrl}/stop#${stopToken}`,
      recordUrl: null,
      stoppedAt: null,
    },
  });
  return { userId: user.id, to, template, stopToken, rendered };
}
