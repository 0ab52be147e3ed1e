import { getSession, type Session } from "@latchkey/contract/sessions.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { useEffect, useState, type MouseEvent } from "react";
import { speakToVisitor, type Spoken } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { type KnownName, knownName } from "../shared/known-name.ts";
import { isForBrowser, type Leave } from "../shared/leave-page.ts";
import { forgetListAddresses } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { announceSignedIn } from "../shared/session-events.ts";
import { nextPath } from "./next-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Looks who is there, and goes on in the language of the page before. `isSignedIn`: there is nothing to do here. */
export async function loader(): Promise<Spoken & { isSignedIn: boolean }> {
  const { session } = await api(getSession, {});
  return { ...(await speakToVisitor()), isSignedIn: session !== null };
}

/** The sign-in page. Sends on whoever is signed in already. */
export function Component({
  isSignedIn,
  leave,
  prepare,
  onSignedIn,
}: {
  isSignedIn: boolean;
  leave: Leave;
  /** Gets ready, once somebody types, what comes after. */
  prepare?: () => void;
  onSignedIn?: (session: Session) => void;
}) {
  const say = useMessages();
  const [address] = useState(() => new URLSearchParams(window.location.search));
  const [userName] = useState(knownName);
  useEffect(() => {
    if (isSignedIn) leave(nextPath(address), { replace: true });
  }, [isSignedIn, address, leave]);
  if (isSignedIn) return null;

  function goOn(session: Session) {
    forgetListAddresses();
    onSignedIn?.(session);
    announceSignedIn(session.user.id);
    leave(session.mustChangePassword ? "/change-password" : nextPath(address), { replace: true });
  }

  return (
    <PublicPage title={say("signIn")}>
      <PageTitle>{say("signIn")}</PageTitle>
      {address.get("after") === "password-change" ? (
        <Banner tone="ok" live="status">
          {say("signIn.changed")}
        </Banner>
      ) : null}
      <SignInForm userName={userName} onInput={prepare} onSignedIn={goOn} below={forgotPasswordLink(leave)} />
    </PublicPage>
  );
}

function forgotPasswordLink(leave: Leave) {
  return (userNameOrEmail: string) => <ForgotPasswordLink userNameOrEmail={userNameOrEmail} leave={leave} />;
}

function ForgotPasswordLink({ leave, ...known }: KnownName & { leave: Leave }) {
  const say = useMessages();
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    if (isForBrowser(event)) return;
    event.preventDefault();
    leave("/forgot-password", { state: known });
  }
  return (
    <a className={buttonClass({ variant: "quiet", wide: true })} href="/forgot-password" onClick={follow}>
      {say("forgotPasswordLink")}
    </a>
  );
}
