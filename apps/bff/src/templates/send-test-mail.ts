import { EmailAddress, maskEmail } from "@latchkey/contract/email-address.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { templateNames } from "@latchkey/contract/template-names.ts";
import type { sendTestMail as route } from "@latchkey/contract/templates.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { signedIn, type Ctx } from "../ctx.ts";
import { transact } from "../db/transaction.ts";
import { ownCount } from "../accounts/counts.ts";
import { takeAttempt } from "../accounts/throttle.ts";
import type { Verb } from "../http/verb.ts";
import { mailStatus, readMailHistories } from "../mail/mail-status.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { readPause } from "../mail/read-pause.ts";
import { addMinutes } from "../ports/clock.ts";
import { newId, newToken } from "../ports/random.ts";
import { refuseErrors } from "./refuse-errors.ts";
import { renderRendition } from "./render-rendition.ts";
import { testMailKind } from "./test-mail.ts";

/** A test that has not left by then is of no use to anybody. */
const lifetimeMinutes = 60;

/** Tests in a row begin to wait for each other; after so many minutes without one the count starts anew. */
const forgottenAfterMinutes = 10;

/** Mails a rendition, marked as a test; the secrets in it were made for it alone and are stored nowhere. */
export const sendTestMail: Verb<typeof route> = async (ctx, { params, body: { to: named, ...request } }) => {
  const by = signedIn(ctx);
  const to = named ?? (await ownAddress(ctx, by.userId));
  const { mail, findings, locale, templateVersion } = await renderRendition(
    ctx,
    { ...params, ...request },
    newToken(ctx.random),
  );
  refuseErrors(findings, "/source");
  if (mail === null) throw new ProblemError("invalid-fields");
  await takeAttempt(ctx, [{ ...ownCount(testMailKind, by.userId), forgottenAfterMinutes }]);

  const id = newId();
  const endsAt = addMinutes(ctx.clock.now(), lifetimeMinutes);
  const { html, text } = mail;
  await transact(ctx, async (tx) => {
    await queueMail(ctx, tx, {
      id,
      userId: by.userId,
      kind: testMailKind,
      aboutId: request.userId,
      mail: {
        to,
        subject: `[Test] ${mail.subject}`,
        html,
        text,
        tag: params.key,
      },
      templateVersion,
      openParts: { html, text },
      expiresAt: endsAt,
      giveUpAt: endsAt,
    });
    await recordAudit(tx, ctx, {
      action: "test-mail.sent",
      subjectId: null,
      details: { template: templateNames[params.key], language: locale, to: maskEmail(to), messageId: id },
    });
  });

  await ctx.outbox.sendSoon(id);
  const message = await ctx.db
    .selectFrom("messages")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const histories = await readMailHistories(ctx.db, [id]);
  const pause = await readPause(ctx.db, ctx.clock.now());
  return { to, mail: mailStatus(message, histories.get(id) ?? [], pause) };
};

async function ownAddress(ctx: Ctx, userId: string): Promise<string> {
  const { email } = await ctx.db
    .selectFrom("users")
    .select("email")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  if (email === null) throw new ProblemError("email-missing");
  const address = EmailAddress.safeParse(email);
  if (!address.success) throw new ProblemError("email-invalid");
  return address.data;
}
