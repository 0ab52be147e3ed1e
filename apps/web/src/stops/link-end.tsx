import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link } from "react-router-dom";
import type { PageMessages } from "../languages/catalogue.ts";
import { useMessages } from "../languages/use-messages.ts";
import { PublicPage } from "../shared/public-page.tsx";

type PlainMessage = Extract<keyof PageMessages, `link.${string}` | `stop.${string}Advice`>;

/** How a mailed link can have ended: what happened, and what to do next. */
export type LinkEnd = { title: PlainMessage; advice: PlainMessage };

/** Says how a mailed link has ended, above the ways on that its advice names. */
export function LinkEnding({ end }: { end: LinkEnd }) {
  const say = useMessages();
  return (
    <PublicPage takesFocus title={say(end.title)} lead={say(end.advice)}>
      <Link className={buttonClass({ size: "large", wide: true })} to="/sign-in">
        {say("signIn")}
      </Link>
      <Link className={buttonClass({ variant: "quiet", wide: true })} to="/forgot-password">
        {say("forgotPasswordLink")}
      </Link>
    </PublicPage>
  );
}
