import { sendPasswordChangeLink, type Recovery } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import type { TestApp } from "./start.ts";

/** The secret of the link in a mail, as its reader would follow it. Throws when there is none. */
export function tokenIn(mail: Mail): string {
  const token = /#([\w-]{43})$/.exec(firstLink(mail))?.[1];
  if (token === undefined) throw new Error(`The link of “${mail.subject}” carries no token.`);
  return token;
}

/** The secret of the "this wasn't me" link in a mail. Throws when there is none. */
export function stopTokenIn(mail: Mail): string {
  const token = /\/stop#([\w-]{43})$/m.exec(mail.text ?? "")?.[1];
  if (token === undefined) throw new Error(`“${mail.subject}” carries no stop link.`);
  return token;
}

/** The temporary password in an Access Info mail. Throws when there is none. */
export function passwordIn(mail: Mail): string {
  const password = /^Temporary password:\n(\S+)$/m.exec(mail.text ?? "")?.[1];
  if (password === undefined) throw new Error(`“${mail.subject}” carries no password.`);
  return password;
}

/** Sends a password change link as the administrator and opens the mail. */
export async function mailLink(
  app: TestApp,
  user: { id: string; email: string | null },
): Promise<{ recovery: Recovery; token: string; mail: Mail }> {
  const [after] = await app.mailbox.mails({ to: user.email! });
  const recovery = await app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: user.email!, ...(after && { after }) });
  return { recovery, token: tokenIn(mail), mail };
}
