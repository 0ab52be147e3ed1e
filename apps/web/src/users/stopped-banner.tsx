import { fullName } from "@latchkey/contract/accounts.ts";
import type { User } from "@latchkey/contract/users.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { useMomentFormat } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";

/** On the record of a user who said "this wasn't me", until they have a password through an administrator again. */
export function StoppedBanner({ user }: { user: User }) {
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { recoveryStoppedAt, selfServiceBlockedUntil: until } = user;
  if (recoveryStoppedAt === null) return null;
  const isBlocked = until !== null && Date.parse(until) > now;
  return (
    <Banner
      tone="warn"
      title={`${fullName(user)} said “this wasn't me” on ${format.exact(recoveryStoppedAt)}.`}
    >
      <p>
        {isBlocked ? `Self-service recovery is blocked until ${format.until(until, now)}. ` : ""}
        Call the user back on a number that you know. Act only with a reason.
      </p>
    </Banner>
  );
}
