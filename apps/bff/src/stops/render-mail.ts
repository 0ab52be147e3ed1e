import type { StoppableMail } from "@latchkey/contract/stops.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import type { Moment } from "../ports/clock.ts";
import type { Mail } from "../ports/mailer.ts";
import { newToken } from "../ports/random.ts";
import { confirmInForce, renderInForce } from "../templates/render-in-force.ts";
import type { UserRow } from "../accounts/user-row.ts";

/** A mail made ready for `queueStoppableMail`, which stores what makes its "this wasn't me" link work. */
export type StoppableMailDraft = {
  mail: Mail & { tag: StoppableMail };
  /** The secret of the stop link in it. */
  stopToken: string;
  /** What administrators may read of it: nothing when it carries another secret. */
  openParts: { html: string; text: string } | undefined;
  /** The version of the template whose words it has; null: they are built in. */
  templateVersion: string | null;
};

/**
 * Renders a mail to a user in the words in force, in the user's language and time zone, with a "this wasn't me" link of its
 * own.
 */
export async function renderMail(
  system: System,
  tx: Tx,
  template: StoppableMail,
  user: Pick<UserRow, "firstName" | "lastName" | "userName" | "language" | "timeZone">,
  to: string,
  values: {
    actor: "an administrator" | "you";
    link?: string;
    password?: string;
    expiresAt?: Moment;
  },
): Promise<StoppableMailDraft> {
  const { publicUrl, mailFrom } = system.installation;
  const stopToken = newToken(system.random);
  const reader = { locale: user.language ?? "en", timeZone: user.timeZone ?? "UTC" };
  const prepared = await renderInForce(system, tx, template, {
    reader,
    values: {
      user: {
        firstName: user.firstName,
        lastName: user.lastName,
        name: fullName(user),
        userName: user.userName,
        email: to,
      },
      link: values.link ?? null,
      password: values.password ?? null,
      expiresAt: values.expiresAt ?? null,
      signInUrl: `${publicUrl}/sign-in`,
      actor: values.actor,
      stopLink: `${publicUrl}/stop#${stopToken}`,
      recordUrl: null,
      stoppedAt: null,
    },
  });
  const { mail, openParts, templateVersion } = await confirmInForce(system, tx, prepared);
  return { mail: { from: mailFrom, to, ...mail, tag: template }, stopToken, openParts, templateVersion };
}
