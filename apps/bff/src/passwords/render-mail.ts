import { fullName } from "@latchkey/contract/users.ts";
import type { System } from "../ctx.ts";
import type { Moment } from "../ports/clock.ts";
import type { Mail } from "../ports/mailer.ts";
import { renderTemplate } from "../templates/render-template.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { UserRow } from "./user-row.ts";

/** Renders a mail to a user, in the user's language and time zone. */
export function renderMail(
  system: System,
  template: TemplateKey,
  user: Pick<UserRow, "firstName" | "lastName" | "userName" | "language" | "timeZone">,
  to: string,
  values: {
    actor: "an administrator" | "you";
    link?: string;
    password?: string;
    expiresAt?: Moment;
  },
): Mail {
  const { productName, companyName, supportContact, publicUrl, mailFrom } = system.installation;
  const rendered = renderTemplate(
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
      stopLink: null,
    },
    { locale: user.language ?? "en", timeZone: user.timeZone ?? "UTC" },
  );
  return { from: mailFrom, to, ...rendered, tag: template };
}
