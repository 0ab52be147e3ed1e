import type { ReactNode } from "react";
import type { PageMessages } from "../languages/catalogue.ts";
import { useMessages } from "../languages/use-messages.ts";
import { PublicPage } from "../shared/public-page.tsx";

type PlainMessage = Extract<keyof PageMessages, `link.${string}` | `stop.${string}Advice`>;

/** How a mailed link can have ended: what happened, and what to do next. */
export type LinkEnd = { title: PlainMessage; advice: PlainMessage };

/** Says how a mailed link has ended, above the ways on. */
export function LinkEnding({ end, children }: { end: LinkEnd; children: ReactNode }) {
  const say = useMessages();
  return (
    <PublicPage takesFocus title={say(end.title)} lead={say(end.advice)}>
      {children}
    </PublicPage>
  );
}
