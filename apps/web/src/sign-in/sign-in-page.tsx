import { getSession, type Session } from "@latchkey/contract/sessions.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link, redirect, useNavigate, useSearchParams } from "react-router-dom";
import { speakToVisitor, type Spoken } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { api } from "../shared/api.ts";
import { type KnownName, useKnownName } from "../shared/known-name.ts";
import { forgetListAddresses } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { queryClient } from "../shared/query-client.ts";
import { announceSignedIn } from "../shared/session-events.ts";
import { nextPath } from "./next-path.ts";
import { sessionQuery } from "../sessions/queries.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Sends on whoever is signed in already, and goes on in the language of the page before. */
export async function loader({ request }: { request: Request }): Promise<Spoken> {
  const { session } = await api(getSession, {});
  if (session !== null) throw redirect(nextPath(new URL(request.url).searchParams));
  return speakToVisitor();
}

/** The sign-in page. */
export function Component() {
  const say = useMessages();
  const navigate = useNavigate();
  const [address] = useSearchParams();

  function goOn(session: Session) {
    // Nothing that an earlier person saw may be shown to this one.
    queryClient.clear();
    forgetListAddresses();
    queryClient.setQueryData(sessionQuery.queryKey, session);
    announceSignedIn(session.user.id);
    void navigate(session.mustChangePassword ? "/change-password" : nextPath(address), { replace: true });
  }

  return (
    <PublicPage title={say("signIn")}>
      <PageTitle>{say("signIn")}</PageTitle>
      {address.get("after") === "password-change" ? (
        <Banner tone="ok" live="status">
          {say("signIn.changed")}
        </Banner>
      ) : null}
      <SignInForm userName={useKnownName()} onSignedIn={goOn} below={forgotPasswordLink} />
    </PublicPage>
  );
}

function forgotPasswordLink(userNameOrEmail: string) {
  return <ForgotPasswordLink userNameOrEmail={userNameOrEmail} />;
}

function ForgotPasswordLink(known: KnownName) {
  const say = useMessages();
  return (
    <Link className={buttonClass({ variant: "quiet", wide: true })} to="/forgot-password" state={known}>
      {say("forgotPasswordLink")}
    </Link>
  );
}
