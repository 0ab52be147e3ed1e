import type { User } from "@latchkey/contract/users.ts";
import { Timeline } from "@latchkey/ui/timeline.tsx";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";

type HandOverProps = {
  user: User;
  /** The user as Save left it: what is different since then has happened with the password. */
  saved: User;
};

/** What has become of a temporary password that is being told on the phone: the person is back in, or not yet. */
export function HandOver({ user, saved }: HandOverProps) {
  const signedInAt = user.lastSignedInAt;
  const isBackIn = signedInAt !== null && signedInAt !== saved.lastSignedInAt;
  const hasOwn = user.temporaryPasswordUntil === null;
  return (
    <Timeline
      label="Since Save"
      steps={[
        {
          key: "saved",
          state: "done",
          title: "Saved",
          detail:
            user.temporaryPasswordUntil === null ? null : (
              <>
                Works until <UntilMoment at={user.temporaryPasswordUntil} />
              </>
            ),
        },
        {
          key: "signed-in",
          state: isBackIn ? "done" : "wait",
          title: "Signed in",
          time: isBackIn ? <RelativeMoment at={signedInAt} /> : null,
        },
        { key: "new-password", state: isBackIn && hasOwn ? "done" : "wait", title: "New password set" },
      ]}
    />
  );
}
