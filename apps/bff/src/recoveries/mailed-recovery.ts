import { askedOften, type Later } from "../db/asked-often.ts";
import type { Tx } from "../db/transaction.ts";
import type { Message, NoLongerWanted } from "../mail/mail-kind.ts";

const askFor = askedOften((db, later: Later<string | null>) =>
  db
    .selectFrom("recoveries")
    .innerJoin("users", "users.id", "recoveries.userId")
    .select(["finishedAt", "endedAt", "expiresAt", "tookEffectAt", "replacesVersion", "becameVersion"])
    .select(["email", "deactivatedAt", "passwordVersion"])
    .where(
      "recoveries.id",
      "=",
      later((id) => id),
    ),
);

/** The recovery that a mail is about, with what may have changed of its user since. */
export type MailedRecovery = Awaited<ReturnType<typeof askFor>>[number];

/** Reads the recovery that a mail is about; undefined when there is none any more. */
export async function readMailedRecovery(tx: Tx, message: Message): Promise<MailedRecovery | undefined> {
  const [recovery] = await askFor(tx, message.aboutId);
  return recovery;
}

/** Why the mail must not go to this user any more, whatever its recovery has come to; null when it may. */
export function noLongerReaches(
  { email, deactivatedAt }: MailedRecovery,
  { toAddress }: Message,
): NoLongerWanted | null {
  if (deactivatedAt !== null) return { state: "cancelled", reason: "The user was deactivated." };
  if (email !== toAddress) return { state: "cancelled", reason: "The user's address was changed." };
  return null;
}
