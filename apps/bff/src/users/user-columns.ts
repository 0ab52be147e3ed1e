import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { canonicalUserName } from "@latchkey/contract/user-name.ts";
import type { UserFields } from "@latchkey/contract/users.ts";
import type { Tx } from "../db/transaction.ts";
import type { UserRow } from "../accounts/user-row.ts";
import { searchColumns } from "../db/search-text.ts";
import { nameSkeleton } from "@latchkey/contract/name-skeleton.ts";

/** The columns that a user's editable fields fill, but for Is Active, which is a moment. */
export function userColumns(fields: Omit<UserFields, "isActive">) {
  const teams = JSON.stringify(fields.teams);
  return {
    userName: fields.userName,
    userNameKey: canonicalUserName(fields.userName),
    userNameSkeleton: nameSkeleton(fields.userName),
    salutation: fields.salutation,
    firstName: fields.firstName,
    lastName: fields.lastName,
    title: fields.title,
    email: fields.email,
    emailKey: fields.email === null ? null : canonicalEmail(fields.email),
    phone: fields.phone,
    type: fields.type,
    teams,
    language: fields.language,
    timeZone: fields.timeZone,
    ...searchColumns({ ...fields, teams }),
  };
}

/** The editable fields of a stored user. */
export function userFields(user: UserRow): UserFields {
  return {
    userName: user.userName,
    salutation: user.salutation as UserFields["salutation"],
    firstName: user.firstName,
    lastName: user.lastName,
    title: user.title,
    email: user.email,
    phone: user.phone,
    type: user.type,
    isActive: user.deactivatedAt === null,
    teams: JSON.parse(user.teams) as string[],
    language: user.language as UserFields["language"],
    timeZone: user.timeZone,
  };
}

/**
 * Throws `user-name-taken` or `email-taken`, naming the field, when another user has the name or address, and `user-name-alike`
 * when the name looks like another user's and did not before.
 */
export async function refuseTaken(
  tx: Tx,
  columns: Pick<ReturnType<typeof userColumns>, "userNameKey" | "userNameSkeleton" | "emailKey">,
  exceptId: string | null,
): Promise<void> {
  const others = tx
    .selectFrom("users")
    .select("id")
    .$if(exceptId !== null, (q) => q.where("id", "<>", exceptId!));
  if (await others.where("userNameKey", "=", columns.userNameKey).executeTakeFirst()) {
    throw new ProblemError("user-name-taken", {
      errors: [{ pointer: "/userName", message: "Another user has this user name." }],
    });
  }
  await refuseAlike(tx, columns.userNameSkeleton, exceptId);
  if (columns.emailKey === null) return;
  if (await others.where("emailKey", "=", columns.emailKey).executeTakeFirst()) {
    throw new ProblemError("email-taken", {
      errors: [{ pointer: "/email", message: "Another user has this email address." }],
    });
  }
}

async function refuseAlike(tx: Tx, skeleton: string, exceptId: string | null): Promise<void> {
  const alike = await tx
    .selectFrom("users")
    .select(["id", "userName"])
    .where("userNameSkeleton", "=", skeleton)
    .execute();
  if (alike.length === 0 || alike.some(({ id }) => id === exceptId)) return;
  throw new ProblemError("user-name-alike", {
    errors: [
      {
        pointer: "/userName",
        message: `This looks like another user's name, ${alike[0]!.userName}. Choose a different one.`,
      },
    ],
  });
}
