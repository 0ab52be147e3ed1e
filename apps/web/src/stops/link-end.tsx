import { buttonClass } from "@latchkey/ui/button-class.ts";
import type { PageMessages } from "../languages/catalogue.ts";
import { useMessages } from "../languages/use-messages.ts";
import { PublicPage } from "../shared/public-page.tsx";
import { SignInLink } from "../shared/sign-in-link.tsx";

type PlainMessage = Extract<keyof PageMessages, `link.${string}` | `stop.${string}Advice`>;

/** How a mailed link can have ended: what happened, and what to do next. */
export type LinkEnd = { title: PlainMessage; advice: PlainMessage };

/** Says how a mailed link has ended, above the ways on that its advice names. */
export function LinkEnding({ end }: { end: LinkEnd }) {
  const say = useMessages();
  return (
    <PublicPage takesFocus title={say(end.title)} lead={say(end.advice)}>
      <SignInLink />
      <a className={buttonClass({ variant: "quiet", wide: true })} href="/forgot-password">
        {say("forgotPasswordLink")}
      </a>
    </PublicPage>
  );
}
