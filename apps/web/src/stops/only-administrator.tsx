import type { ReactNode } from "react";
import { useMessages } from "../languages/use-messages.ts";

/** What is left to the only System Administrator, whom nobody else in the console can help: the operator's command. */
export function OnlyAdministrator(): ReactNode {
  const say = useMessages();
  const command = (
    <code>
      <bdi dir="ltr">pnpm latchkey emergency-link</bdi>
    </code>
  );
  return say.rich("onlyAdministrator", { command });
}
