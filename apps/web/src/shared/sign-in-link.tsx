import { buttonClass } from "@latchkey/ui/button-class.ts";
import type { MouseEvent } from "react";
import { useMessages } from "../languages/use-messages.ts";
import type { KnownName } from "./known-name.ts";
import { isForBrowser } from "./leave-page.ts";

/**
 * Leads from the page of a mailed link, which knows no router, to the sign-in page: that is loaded anew, so that nothing of
 * this page stays in memory. A user name goes along as the router keeps it: in the state of the history entry.
 */
export function SignInLink({ userName, variant }: { userName?: string; variant?: "primary" }) {
  const say = useMessages();
  function leave(event: MouseEvent<HTMLAnchorElement>) {
    if (userName === undefined || isForBrowser(event)) return;
    event.preventDefault();
    const known: KnownName = { userNameOrEmail: userName };
    window.history.pushState({ usr: known }, "", event.currentTarget.href);
    window.location.reload();
  }
  return (
    <a
      className={buttonClass({ ...(variant && { variant }), size: "large", wide: true })}
      href="/sign-in"
      onClick={leave}
    >
      {say("signIn")}
    </a>
  );
}
