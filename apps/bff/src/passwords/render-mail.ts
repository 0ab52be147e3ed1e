import type { StoppableMail } from "@latchkey/contract/passwords.ts";
import { fullName } from "@latchkey/contract/users.ts";
import type { System } from "../ctx.ts";
import type { Moment } from "../ports/clock.ts";
import type { Mail } from "../ports/mailer.ts";
import { newToken } from "../ports/random.ts";
import { renderTemplate } from "../templates/render-template.ts";
import type { UserRow } from "./user-row.ts";

/** A mail made ready for `queueStoppableMail`, which stores what makes its "this wasn't me" link work. */
export type StoppableMailDraft = {
  mail: Mail & { tag: StoppableMail };
  /** The secret of the stop link in it. */
  stopToken: string;
  /** What administrators may read of it: nothing when it carries another secret. */
  openParts?: { html: string; text: string };
};

/** Renders a mail to a user, in the user's language and time zone, with a "this wasn't me" link of its own. */
export function renderMail(
  system: System,
  template: StoppableMail,
  user: Pick<UserRow, "firstName" | "lastName" | "userName" | "language" | "timeZone">,
  to: string,
  values: {
    actor: "an administrator" | "you";
    link?: string;
    password?: string;
    expiresAt?: Moment;
  },
): StoppableMailDraft {
  const { productName, companyName, supportContact, publicUrl, mailFrom } = system.installation;
  const stopToken = newToken(system.random);
  const render = (stopLink: string | null) =>
    renderTemplate(
      template,
      {
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
        productName,
        companyName,
        supportContact,
        actor: values.actor,
        stopLink,
        recordUrl: null,
        stoppedAt: null,
      },
      { locale: user.language ?? "en", timeZone: user.timeZone ?? "UTC" },
    );
  const mail = { from: mailFrom, to, ...render(`${publicUrl}/stop#${stopToken}`), tag: template };
  if (values.link !== undefined || values.password !== undefined) return { mail, stopToken };
  const { html, text } = render(null);
  return { mail, stopToken, openParts: { html, text } };
}
