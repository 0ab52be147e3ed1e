import type { User } from "@latchkey/contract/users.ts";
import { UntilMoment } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";

/** How the user's present password stands, in a sentence. */
export function PasswordStanding({ user }: { user: User }) {
  const now = useNow(30_000);
  const until = user.temporaryPasswordUntil;
  if (until !== null && Date.parse(until) <= now)
    return "The temporary password has expired and can't be used any more.";
  if (until !== null)
    return (
      <>
        The user has a temporary password, which works until <UntilMoment at={until} />.
      </>
    );
  return user.hasPassword ? "The user has a password of their own." : "The user has no password yet.";
}
