import { Chip } from "@latchkey/ui/chip.tsx";
import { Clock } from "lucide-react";
import { UntilMoment } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";
import { type AccessFacts, accessState } from "./access-state.ts";

/** How a user gets in at present, in a chip that stays true while it is on screen. */
export function AccessChip({ user }: { user: AccessFacts }) {
  const state = accessState(user, useNow(30_000));
  switch (state.kind) {
    case "link-pending":
      return (
        <Chip tone="warn" icon={<Clock size={12} aria-hidden="true" />}>
          <span>
            Link pending until <UntilMoment at={state.until} />
          </span>
        </Chip>
      );
    case "temporary-password":
      return (
        <Chip tone="warn" icon={<Clock size={12} aria-hidden="true" />}>
          <span>
            Temporary password until <UntilMoment at={state.until} />
          </span>
        </Chip>
      );
    case "temporary-password-expired":
      return <Chip tone="bad">Temporary password expired</Chip>;
    case "never-signed-in":
      return <Chip>Never signed in</Chip>;
    case "no-password":
      return <Chip>No password yet</Chip>;
    case "password-set":
      return <Chip tone="ok">Password set</Chip>;
  }
}
